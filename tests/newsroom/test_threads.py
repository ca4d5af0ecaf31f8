"""What the bridge between the server and Django promises, through a real server."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from .conftest import gunicorn, until

pytestmark = pytest.mark.serving

LARGE = os.urandom(1024 * 1024) * 40


@pytest.fixture
def server():
    with gunicorn("tests.newsroom.echo:application") as server:
        yield server


@pytest.fixture(scope="module")
def quiet_server():
    """One server for the tests that leave nothing behind."""
    with gunicorn("tests.newsroom.echo:application") as server:
        yield server


def test_it_passes_kazakh_letters_in_the_path_on(quiet_server):
    answer = quiet_server.ask("/tag/%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B/?q=%D3%99")

    assert "PATH_INFO /tag/қазақ/" in answer.content.decode()
    assert "QUERY_STRING q=%D3%99" in answer.content.decode()


def test_it_passes_bytes_that_are_no_letters_on(quiet_server):
    answer = quiet_server.ask("/tag/%ff%fe/")

    assert b"PATH_INFO /tag/\xff\xfe/" in answer.content


def test_a_slash_that_was_encoded_stays_in_its_place(quiet_server):
    assert b"PATH_INFO /a/b" in quiet_server.ask("/a%2Fb").content


def test_it_answers_head_without_a_body(quiet_server):
    answer = quiet_server.ask("/", method="HEAD")

    assert int(answer.headers["Content-Length"]) > 0
    assert answer.content == b""


def test_a_large_upload_arrives_whole(quiet_server):
    answer = quiet_server.ask("/", method="POST", body=LARGE)

    assert f"CONTENT_LENGTH {len(LARGE)}" in answer.content.decode()
    assert f"body {hashlib.sha256(LARGE).hexdigest()}" in answer.content.decode()


def test_an_upload_in_chunks_gets_the_length_that_it_had(quiet_server):
    pieces = [b"one", b"two" * 500_000]

    answer = quiet_server.ask("/", method="POST", body=iter(pieces), encode_chunked=True)

    assert "CONTENT_LENGTH 1500003" in answer.content.decode()
    assert f"body {hashlib.sha256(b''.join(pieces)).hexdigest()}" in answer.content.decode()


def test_it_refuses_a_body_over_the_limit_before_it_is_sent(quiet_server):
    with quiet_server.connect(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_it_refuses_a_chunked_body_once_it_is_over_the_limit(quiet_server):
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    megabyte = b"100000\r\n" + b"x" * 1024 * 1024 + b"\r\n"
    with quiet_server.connect(head + megabyte * 45 + b"1\r\nx\r\n") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_a_header_with_an_underscore_cannot_pass_for_the_proxys(quiet_server):
    answer = quiet_server.ask("/", headers={"X-Real-IP": "203.0.113.9", "X_Real_IP": "198.51.100.1"})

    assert b"HTTP_X_REAL_IP 203.0.113.9\n" in answer.content


def test_cookies_in_two_headers_stay_two_cookies(quiet_server):
    request = b"GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n"
    with quiet_server.connect(request) as connection:
        assert b"HTTP_COOKIE a=1; b=2" in connection.makefile("rb").read()


def test_a_long_answer_in_pieces_arrives_whole(quiet_server):
    assert len(quiet_server.ask("/pieces/").content) == 20_000_000


def test_a_file_arrives_whole(quiet_server):
    assert len(quiet_server.ask("/file/").content) == 20 * 1024 * 1024


def test_an_application_that_breaks_is_500_and_the_next_request_is_answered(quiet_server):
    assert quiet_server.ask("/broken/").status == 500
    assert quiet_server.ask("/").status == 200


def test_it_answers_a_hundred_readers_at_once(quiet_server):
    with ThreadPoolExecutor(100) as readers:
        answers = list(readers.map(lambda number: quiet_server.ask(f"/{number}/"), range(100)))

    expected = [f"PATH_INFO /{number}/" for number in range(100)]
    assert [answer.content.decode().splitlines()[1] for answer in answers] == expected


def test_slow_senders_hold_no_thread(quiet_server):
    half = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"
    connections = [quiet_server.connect(half) for _number in range(4)]

    assert quiet_server.ask("/").status == 200

    for connection in connections:
        connection.close()


def test_slow_readers_hold_no_thread(quiet_server):
    paths = [b"/file/", b"/file/", b"/pieces/", b"/pieces/"]
    connections = [quiet_server.connect(b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % path) for path in paths]

    assert quiet_server.ask("/").status == 200

    for connection in connections:
        connection.close()


def test_nothing_is_rendered_for_whoever_left_while_all_threads_were_busy(server):
    busy = [server.connect(b"GET /wait/ HTTP/1.1\r\nHost: x\r\n\r\n") for _thread in range(2)]
    until(lambda: server.ask("/begun/").content == b"/wait/\n/wait/")
    leaving = server.connect(b"GET /left/ HTTP/1.1\r\nHost: x\r\n\r\n")
    until(lambda: server.ask("/inside/").content == b"3")

    leaving.close()
    until(lambda: server.ask("/inside/").content == b"2")
    server.ask("/open-gate/")
    server.ask("/stayed/")

    assert server.ask("/begun/").content == b"/wait/\n/wait/\n/stayed/"
    for connection in busy:
        connection.close()
