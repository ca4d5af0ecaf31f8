"""Whether a form was sent from a page of this site."""

import pytest
from django.test import RequestFactory

from people.origin import same_origin


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver", "Referer": "http://testserver/"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "null", "Referer": "http://testserver/news/"}, False),
        ({"Origin": "", "Referer": "http://testserver/news/"}, False),
        ({"Referer": "http://testserver/news/1/"}, True),
        ({"Referer": "http://testserver.example.com/"}, False),
        ({"Referer": "http://example.com/?http://testserver/"}, False),
        ({"Referer": "http://testserver@example.com/"}, False),
        ({"Referer": "http://[testserver/"}, False),
        ({"Referer": "junk"}, False),
        ({}, False),
    ],
)
def test_only_pages_of_this_site_may_send(headers, answer):
    assert same_origin(RequestFactory().post("/", headers=headers)) is answer
