"""The bridge that text crosses: what may stand in a body, and what a page makes of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.embeds import recognise

VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def test_it_keeps_what_the_editor_writes():
    body = '<h2>Мост</h2><p>Слово <strong>важное</strong> и <a href="https://example.kz/">ссылка</a>.</p>'

    assert markup.clean(body, "ru") == body.replace(" и ", " и\xa0")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>",
        "<iframe src='https://evil.example/'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<p style='position:fixed'>x</p>",
        "<form action='/admin/'><input name=x></form>",
    ],
)
def test_it_lets_nothing_hostile_through(hostile):
    stored = markup.clean(hostile, "ru")

    assert not re.search(r"<script|onclick|iframe|onerror|<svg|javascript:|data:|style|<form", stored)


def test_it_types_quotes_and_dashes_across_bold_words():
    stored = markup.clean('<p>-Это <strong>"важно"</strong>, - сказал он.</p>', "ru")

    assert stored == "<p>—\xa0Это <strong>«важно»</strong>,\xa0— сказал он.</p>"


def test_it_renames_what_other_editors_write():
    assert markup.clean("<h1>Мост</h1><p><b>Да</b></p>", "ru") == "<h2>Мост</h2><p><strong>Да</strong></p>"


def test_it_gives_loose_words_a_paragraph():
    assert markup.clean("Да <em>нет</em><p>или</p>", "ru") == "<p>Да <em>нет</em></p><p>или</p>"


def test_it_leaves_out_empty_paragraphs():
    assert markup.clean("<p></p><p> </p><p>&nbsp;</p><p><strong> </strong></p><p>Да</p>", "ru") == "<p>Да</p>"


def test_it_keeps_only_figures_that_name_a_picture():
    body = '<figure data-photo="07"><img src="x"></figure><figure data-photo="1 onload=x"></figure><figure></figure>'

    assert markup.clean(body, "ru") == '<figure data-photo="7"></figure>'


def test_it_places_a_picture_once():
    body = '<figure data-photo="7"></figure><p>и</p><figure data-photo="07"></figure><figure data-photo="8"></figure>'

    assert markup.pictures_in(markup.clean(body, "ru")) == [7, 8]


def test_it_keeps_no_attributes_but_its_own():
    body = '<ol data-type="decimal" start="3"><li>раз</li></ol><p><a href="/x/" title="t" rel="r">два</a></p>'

    assert markup.clean(body, "ru") == '<ol><li>раз</li></ol><p><a href="/x/">два</a></p>'


def test_it_turns_an_unknown_embed_into_a_link():
    stored = markup.clean('<div data-embed="https://evil.example/v"></div>', "ru")

    assert stored == '<p><a href="https://evil.example/v">https://evil.example/v</a></p>'


def test_it_drops_an_embed_that_is_no_address():
    assert markup.clean('<div data-embed="javascript:alert(1)"></div>', "ru") == ""


@given(st.text(alphabet="<>/=\"'&;abp#-— «»\n\xa0divfigurestrongэю", max_size=80))
def test_cleaning_twice_is_cleaning_once(html):
    once = markup.clean(html, "ru")

    assert markup.clean(once, "ru") == once


@given(st.text(max_size=60))
def test_it_never_fails_on_any_text(html):
    assert "<script" not in markup.clean(f"<p>{html}</p>", "kk")


def test_it_renders_photos_and_embeds_through_their_fragments():
    body = f'<p>До</p><figure data-photo="5"></figure><div data-embed="{VIDEO}"></div>'

    page = markup.render(body, photo=lambda pk: f"[photo {pk}]", embed=lambda post: f"[{post.provider}]")

    assert page == "<p>До</p>[photo 5][YouTube]"


def test_it_links_known_hashtags_outside_links():
    class Forum:
        @staticmethod
        def get_absolute_url():
            return "/tag/forum/"

    body = '<p>#Форум и <a href="/x/">#форум</a> и #другой</p>'

    page = markup.render(body, hashtags={"форум": Forum})

    assert page == '<p><a href="/tag/forum/" rel="tag">#Форум</a> и <a href="/x/">#форум</a> и #другой</p>'


def test_it_reads_words_line_by_line():
    assert markup.text_of("<p>Раз <em>два</em></p><ul><li>три</li></ul>") == "Раз два\nтри"


def test_json_cannot_end_its_script_element():
    assert "</script" not in markup.json_ld({"headline": "</script><script>alert(1)</script>&\u2028"})


@pytest.mark.parametrize(
    ("address", "provider", "kept"),
    [
        ("https://youtu.be/abcdefghijk?si=x", "YouTube", VIDEO),
        ("https://m.youtube.com/watch?v=abcdefghijk&t=5", "YouTube", VIDEO),
        ("https://www.youtube.com/shorts/abcdefghijk", "YouTube", VIDEO),
        ("https://t.me/s/zhagalau/15", "Telegram", "https://t.me/zhagalau/15"),
        ("https://www.instagram.com/reel/Cabc_de-1/", "Instagram", "https://www.instagram.com/reel/Cabc_de-1/"),
        ("https://vk.com/video-12_345", "VK", "https://vk.com/video-12_345"),
        ("https://vk.com/public1?z=video-12_345%2Fabc", "VK", "https://vk.com/video-12_345"),
        ("https://twitter.com/somebody/status/123?s=20", "X", "https://x.com/somebody/status/123"),
    ],
)
def test_it_recognises_posts_by_their_addresses(address, provider, kept):
    post = recognise(address)

    assert (post.provider, post.address) == (provider, kept)


@pytest.mark.parametrize(
    "address",
    [
        "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://evil.example/?https://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com@evil.example/watch?v=abcdefghijk",
        "https://www.youtube.com:8443/watch?v=abcdefghijk",
        "javascript://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com/watch?v=../../evil",
        "https://t.me/zhagalau",
        "https://[broken/",
        "",
    ],
)
def test_it_recognises_nothing_else(address):
    assert recognise(address) is None
