"""Whether a form was sent from a page of this site, asked without a cookie.

Browsers add two headers that no page can forge: Sec-Fetch-Site (www.w3.org/TR/fetch-metadata), to https and localhost
only, and Origin (fetch.spec.whatwg.org), which is "null" when the page with the form has the referrer policy
no-referrer. So a page whose form is checked here must not have that policy: "same-origin" tells others as little.

A browser that sends neither still names the page it comes from in Referer (RFC 9110, 10.1.3), which no page can forge
either, only leave out.
"""

from urllib.parse import urlsplit

from django.conf import settings


def same_origin(request):
    """Tell whether the browser says that this request comes from a page of this very site; silence is a no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        origin = _origin_of(request.headers.get("Referer", ""))
    # Behind a proxy that is not trusted the request's own scheme may be wrong; the site's address is not.
    return origin in {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}


def _origin_of(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
