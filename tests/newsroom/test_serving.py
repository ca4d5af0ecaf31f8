"""The real site behind the real server, as a reader's browser meets it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = pytest.mark.serving


@pytest.fixture
def stylesheet(site):
    """The address of a static file under the name that holds its hash."""
    names = json.loads((site.static / "staticfiles.json").read_text())["paths"]
    return "/static/" + names["admin/css/base.css"]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_static_file_comes_compressed_and_for_ever(site, stylesheet, encoding):
    answer = site.ask(stylesheet, headers={"Accept-Encoding": encoding})

    assert answer.headers["Content-Encoding"] == encoding
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_static_file_that_a_browser_has_is_304(site, stylesheet):
    etag = site.ask(stylesheet).headers["ETag"]

    answer = site.ask(stylesheet, headers={"If-None-Match": etag})

    assert (answer.status, answer.content) == (304, b"")


def test_a_part_of_a_static_file_can_be_asked_for(site, stylesheet):
    answer = site.ask(stylesheet, headers={"Range": "bytes=0-9"})

    assert (answer.status, len(answer.content)) == (206, 10)


def test_head_has_the_headers_and_no_body(site):
    answer = site.ask("/", method="HEAD")

    assert (answer.status, answer.content) == (200, b"")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_kazakh_address_reaches_django_as_it_was_typed(site):
    answer = site.ask("/kk/tag/%D2%9B%D0%BE%D2%93%D0%B0%D0%BC/")

    assert (answer.status, answer.headers["Content-Language"]) == (404, "kk")


def test_a_hundred_readers_at_once_are_answered(site):
    with ThreadPoolExecutor(100) as readers:
        answers = list(readers.map(lambda _number: site.ask("/"), range(100)))

    assert {answer.status for answer in answers} == {200}


def test_a_reader_may_not_send_more_than_the_limit(site):
    with site.connect(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n") as connection:
        answer = connection.makefile("rb").read().decode()

    assert answer.startswith("HTTP/1.1 413")
    assert "45" in answer


def test_the_desk_may_send_what_a_reader_may_not(site):
    answer = site.ask("/admin/login/", method="POST", body=b"x" * 50_000_000)

    assert answer.status == 403


def test_a_strange_host_is_refused(site):
    assert site.ask("/", headers={"Host": "evil.example"}).status == 400


def test_a_forwarded_scheme_from_anyone_is_not_believed(site):
    answer = site.ask("/sitemap.xml", headers={"X-Forwarded-Proto": "https"})

    assert b"https://localhost" not in answer.content
