"""What hostile words do to pages, feed and log: nothing."""

import pytest

from comments.live import looks_of_comments
from comments.models import Comment
from language.own_words import pieces, tidy, tidy_line
from tests.builders import make_article
from tests.comments.test_posting import HERE, say

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "data: x\r\n\r\nevent: reset\r\nid: 9-9",
    "строка\u2028id: 5\u2029ещё",
    "я\u202eолеп\u2066н",
    "Z" + "\u0300\u0301\u0302\u0303" * 50 + "лго",
    "нуль\x00внутри",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "А" * 3999,
    'javascript:alert(1) https://a.kz/"onmouseover=alert(1)',
    "</li></ol></section><li id=comments>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_it_stays_in_its_place(client, text):
    article = make_article()
    assert say(client, article, text=text, name=text[:30]).status_code == 303
    comment = Comment.objects.get()

    pages = [client.get(address).text for address in (article.get_absolute_url(), "/comments/", "/comments/me/")]
    looks = looks_of_comments([str(comment.pk)])[str(comment.pk)].parts

    together = "".join([*pages, *looks.values()])
    assert "<script>alert" not in together
    assert "\x00" not in together
    assert not set(together) & set("\u2028\u2029\u202e\u2066\r")
    assert 'href="javascript' not in together
    assert 'onmouseover=alert(1)"' not in together.replace("&quot;", '"').replace("&amp;", "&") or "<a" in together
    assert pages[0].count('id="comments"') == 1


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u3164\u2800", "\u200b\u202e", "\u0301\u0301"])
def test_words_that_nobody_sees_are_none(client, text):
    answer = say(client, make_article(), text=text)

    assert answer.status_code == 400
    assert not Comment.objects.exists()


def test_too_much_is_refused_and_kept_in_the_form(client):
    answer = say(client, make_article(), text="слово " * 20_000)

    assert answer.status_code == 400
    assert answer.text.count("слово") >= 20_000


def test_a_hundred_thousand_letters_without_a_space_are_refused_and_kept_in_the_form(client):
    answer = say(client, make_article(), text="я" * 100_000)

    assert answer.status_code == 400
    assert "я" * 100_000 in answer.text
    assert not Comment.objects.exists()


def test_half_a_letter_is_dropped():
    assert tidy("\ud83d одинокая половина") == "одинокая половина"


def test_marks_do_not_pile_up():
    assert tidy("a" + "\u0323" * 40) == "ạ" + "\u0323" * 3


def test_lines_stay_as_the_reader_broke_them():
    assert tidy("сынок \r\n\r\n\r\n\r\nя  живу\tв Щербактах \n") == "сынок\n\nя живу в Щербактах"
    assert tidy_line("Баба \n Валя") == "Баба Валя"


def test_emoji_stay_whole():
    assert tidy("👩‍👩‍👧 ❤️ 🇰🇿 1️⃣") == "👩‍👩‍👧 ❤️ 🇰🇿 1️⃣"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("См. https://a.kz/foto.", "https://a.kz/foto"),
        ("(http://a.kz/w_(x))", "http://a.kz/w_(x)"),
        ("«https://a.kz»", "https://a.kz"),
        ("ftp://a.kz javascript:1 www.a.kz", None),
        ("https://...", None),
    ],
)
def test_addresses_end_where_people_end_them(text, address):
    found = list(pieces(text))

    assert "".join(piece for piece, _address in found) == text
    assert next((address for _piece, address in found if address), None) == address


def test_links_pass_nothing_on(client):
    article = make_article()
    say(client, article, text='Смотрите https://a.kz/?a=1&b="2"')

    page = client.get(article.get_absolute_url()).text

    assert '<a href="https://a.kz/?a=1&amp;b=" rel="nofollow ugc noopener">https://a.kz/?a=1&amp;b=</a>' in page


@pytest.mark.parametrize(
    "fields",
    [
        {"parent": "999999999999999999999"},
        {"parent": "\x00"},
        {"parent": "-1"},
        {"name": "\x00\u202e"},
        {"name": "я" * 100_000},
        {"quote": "q" * 100_000},
        {"ms": "٣"},
        {"ms": "9" * 5000},
        {"agree": "\x00"},
        {"website": "x"},
    ],
)
def test_junk_is_never_a_server_error(client, fields):
    assert say(client, make_article(), **fields).status_code < 500


def test_from_elsewhere_nothing_is_taken(client):
    article = make_article()

    answer = client.post(article.address("discussion"), {"text": "Да"}, HTTP_ORIGIN="https://evil.example")

    assert answer.status_code == 403
    assert not Comment.objects.exists()


def test_a_bad_cookie_is_a_stranger(client):
    client.cookies["visitor"] = "\x00not-signed"

    assert client.post("/comments/me/erase/", **HERE).status_code == 302
    assert say(client, make_article()).status_code == 303
