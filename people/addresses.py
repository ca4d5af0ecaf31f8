"""Where a request comes from: what our own proxies add to X-Forwarded-For is believed, what stands before is not."""

from ipaddress import ip_address, ip_network

from django.conf import settings

SUBNETS = {4: 24, 6: 64}
"""How many bits of an address neighbours share: a block of a provider, or one household."""


def client_address(request):
    """Return the reader's IP address, shortest form; "" when there is none, as on a socket without one."""
    return _client(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def address_of_scope(scope):
    """Return the same of an ASGI scope."""
    values = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    return _client((scope.get("client") or ("",))[0] or "", ",".join(values))


def subnet(address):
    """Return the network that the address shares with its neighbours: "203.0.113.0/24", "2001:db8::/64"; or ""."""
    found = _parsed(address)
    return str(ip_network((found, SUBNETS[found.version]), strict=False)) if found else ""


def _client(peer, forwarded):
    """Each trusted proxy adds the address it was asked from at the right; the first of them knows the reader."""
    hops = [hop for hop in (part.strip() for part in forwarded.split(",")) if hop]
    trusted = hops[-settings.TRUSTED_PROXIES :] if settings.TRUSTED_PROXIES else []
    found = (trusted and _parsed(trusted[0])) or _parsed(peer)
    return str(found or "")


def _parsed(text):
    """Return the address in a text such as 203.0.113.5, 203.0.113.5:443 or [2001:db8::1]:443, or None."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
