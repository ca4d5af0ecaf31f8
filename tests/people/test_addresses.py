"""Where a request comes from."""

import pytest
from django.test import RequestFactory

from people.addresses import address_of_scope, client_address, subnet


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "192.0.2.1, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "198.51.100.7", "198.51.100.7"),
        (1, "198.51.100.7:4433", "198.51.100.7"),
        (1, "[2001:DB8::1]:4433", "2001:db8::1"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "198.51.100.7, unknown", "127.0.0.1"),
        (1, ", ,\x00,", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_it_is_counted_from_the_right(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = [(b"x-forwarded-for", forwarded.encode("latin-1"))]

    assert client_address(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == address
    assert address_of_scope({"headers": headers, "client": ("127.0.0.1", 5)}) == address


def test_a_socket_without_an_address_has_none():
    assert address_of_scope({"headers": [], "client": None}) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", ""), ("junk", "")],
)
def test_neighbours_share_a_network(address, network):
    assert subnet(address) == network
