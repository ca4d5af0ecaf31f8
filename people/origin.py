"""Where a request comes from: which page sent a form, and which address a visitor has; asked without a cookie.

Browsers add two headers that no page can forge: Sec-Fetch-Site (www.w3.org/TR/fetch-metadata), to https and localhost
only, and Origin (fetch.spec.whatwg.org), which is "null" when the page with the form has the referrer policy
no-referrer. So a page whose form is checked here must not have that policy: "same-origin" tells others as little.
"""

from django.conf import settings


def same_origin(request):
    """Tell whether the browser says that this request comes from a page of this very site; silence is a no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    # Behind a proxy that is not trusted the request's own scheme may be wrong; the site's address is not.
    return request.headers.get("Origin") in {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}


def client_address(request):
    """Return the visitor's address: what the outermost of our own TRUSTED_PROXIES saw, else who is connected."""
    proxies = settings.TRUSTED_PROXIES
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    return seen[-proxies].strip() if 0 < proxies <= len(seen) else request.META["REMOTE_ADDR"]
