"""What every answer gets: its language, and the headers that keep browsers out of trouble."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils import translation

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class ContentSecurityPolicy(CSPMiddleware):
    """The page policy, widened at the desk for its editor."""

    def process_response(self, request, response):
        """Add the policy; without a nonce, and outside the desk there is none, it is the same for every answer."""
        if is_desk(request) or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy_of_a_page())
        return response

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if is_desk(request):
            parts.replace = settings.DESK_CONTENT_SECURITY_POLICY
        return parts


def language_by_address(get_response):
    """Speak the language of the address: /kk/… is Kazakh, the rest Russian; the desk has its own switch.

    Neither a cookie nor Accept-Language changes a public page, so that any cache may hold it.
    """

    def middleware(request):
        with translation.override(_language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def without_nul(get_response):
    """Refuse an address with NUL in it: nobody types one, and PostgreSQL looks for no text that has it."""

    def middleware(request):
        if "\0" in request.path_info or "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("NUL in an address")
        return get_response(request)

    return middleware


def is_desk(request):
    """Tell whether the address belongs to the desk."""
    return request.path_info.startswith("/admin/")


def ask_again(get_response):
    """Let caches keep a page but ask before they show it: it may have changed a second ago (RFC 9111 §5.2.2.4)."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def compared_by_contents(get_response):
    """Take from feeds and maps the date of the newest thing in them: what is withdrawn makes them no younger.

    Who asks by that date alone would be told that nothing has changed (RFC 9110 §13.1.3). A file, whose tag says that
    it is one, keeps its own.
    """

    def middleware(request):
        response = get_response(request)
        if "ETag" not in response.headers:
            response.headers.pop("Last-Modified")
        return response

    return middleware


def permissions_policy(get_response):
    """Switch off what no page of ours uses (https://www.w3.org/TR/permissions-policy/)."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


@cache
def _policy_of_a_page():
    return build_policy()


def _language_of(request):
    if is_desk(request):
        return translation.get_language_from_request(request)
    return "kk" if request.path_info.startswith("/kk/") else settings.LANGUAGE_CODE
