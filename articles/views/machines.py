"""What machines ask for: is it alive, and where may they go."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
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
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Keep robots from the desk (RFC 9309)."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
