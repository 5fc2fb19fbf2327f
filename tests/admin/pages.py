"""Reading a page of the desk as a browser does: the values of its form, ready to be changed and sent."""

from html import unescape
from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """Collects what a browser would send of the main form (whose id ends in "_form")."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = self.counting = False
        self.values: dict[str, Any] = {}
        self.options: dict[str, int] = {}
        self.area: str | None = None
        self.select = ""
        self.multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = (given.get("id") or "").endswith("_form")
        if not self.inside:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.select, self.multiple = name, "multiple" in given
            self.options[name] = 0
            self.values[name] = [] if self.multiple else ""
        elif tag == "option" and self.select:
            self.options[self.select] += 1
            if "selected" in given:
                value = given.get("value") or ""
                self.values[self.select] = [*self.values[self.select], value] if self.multiple else value

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        if kind in {"submit", "file"} or (kind == "checkbox" and "checked" not in given):
            return
        self.values[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            # HTML drops the line feed right after the opening tag.
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = None
        if tag == "select":
            self.select = ""
        if tag == "form":
            self.inside = False


def read(response: Any) -> _Form:
    form = _Form()
    form.feed(response.content.decode())
    return form


def form_of(client: Any, address: str) -> dict[str, Any]:
    """Return the values of the form at an address, without those of the templates for new rows."""
    response = client.get(address)
    assert response.status_code == 200
    return {name: value for name, value in read(response).values.items() if "__prefix__" not in name}


def new_row(data: dict[str, Any], prefix: str, **values: Any) -> dict[str, Any]:
    """Return `data` with one more row of an inline, as "Add another" makes it."""
    at = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{at}-{name}": value for name, value in values.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": str(at + 1)}


def sent(client: Any, address: str, data: dict[str, Any]) -> Any:
    """Send a form that must be taken, and return the response; where it is not, show its errors."""
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    return response


def errors_of(response: Any) -> str:
    """Return all error messages of a form that came back."""
    assert response.status_code == 200, response
    context = response.context
    lists = [context["adminform"].form.errors.as_text()]
    for inline in context["inline_admin_formsets"]:
        lists += [form.errors.as_text() for form in inline.formset.forms]
    return unescape("\n".join(filter(None, lists)))
