"""The words in a picture's XMP packet (ISO 16684-1): properties by namespace and name."""

# Python's own parser, with what makes XML dangerous refused: a packet has no document type, so no entity is declared.
from xml.etree import ElementTree as ET

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BYTES_AT_MOST = 1024 * 1024
_DEPTH_AT_MOST = 50


class _Refused(Exception):
    """The packet is none."""


class _Builder(ET.TreeBuilder):
    depth = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002
        raise _Refused

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self.depth += 1
        if self.depth > _DEPTH_AT_MOST:
            raise _Refused
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def read(packet: bytes) -> dict[str, list[str]]:
    """Return the values of each property, "{http://purl.org/dc/elements/1.1/}rights" and the like.

    Of texts in several languages the default comes first. Empty for what is no packet, or a hostile one.
    """
    if len(packet) > _BYTES_AT_MOST:
        return {}
    parser = ET.XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(packet.strip(b"\0 \n\r\t"))
        root = parser.close()
    except (_Refused, ET.ParseError, ValueError, LookupError):
        return {}
    found: dict[str, list[str]] = {}
    for described in root.iter(RDF + "Description"):
        for name, text in described.items():
            found.setdefault(name, [text])
        for child in described:
            if values := _values(child):
                found.setdefault(child.tag, values)
    return found


def _values(element: ET.Element) -> list[str]:
    items = element.findall(f"{RDF}Alt/{RDF}li") or element.findall(f"{RDF}Seq/{RDF}li")
    items = items or element.findall(f"{RDF}Bag/{RDF}li") or [element]
    items.sort(key=lambda item: item.get(_LANGUAGE) != "x-default" and _LANGUAGE in item.attrib)
    return [item.text for item in items if item.text and item.text.strip()]
