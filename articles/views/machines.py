"""What machines ask for: is it alive, and where may they go."""

from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer "ok" where the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type=PLAIN, status=503)
    return HttpResponse("ok\n", content_type=PLAIN)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Say how a browser searches here (OpenSearch 1.1, draft 6)."""
    here = request.build_absolute_uri
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    SubElement(root, "ShortName").text = settings.SITE_NAME[:16]  # the standard's limit
    SubElement(root, "Description").text = _("Search the record of %s") % settings.SITE_NAME
    SubElement(root, "InputEncoding").text = "UTF-8"
    kinds = (
        ("text/html", reverse("articles:search")),
        ("application/x-suggestions+json", reverse("articles:suggestions")),
        ("application/atom+xml", reverse("articles:articles_feed", kwargs={"form": "atom"})),
    )
    for kind, path in kinds:
        SubElement(root, "Url", type=kind, template=f"{here(path)}?q={{searchTerms}}")
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots from the desk (RFC 9309), and tell them of the sitemaps."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    maps = (reverse(f"articles:{name}") for name in ("sitemaps", "news_sitemap"))
    lines += [f"Sitemap: {request.build_absolute_uri(path)}" for path in maps]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
