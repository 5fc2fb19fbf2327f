"""Response headers that keep what others wrote from running in a reader's or editor's browser (D12)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# W3C Content Security Policy Level 3. No inline script and no inline style, on the site and on the desk.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add the policy to every response that does not bring a stricter or looser one of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "interest-cohort=(), camera=(), microphone=(), geolocation=()"
        )
        return response

    return middleware
