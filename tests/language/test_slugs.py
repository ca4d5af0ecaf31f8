import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.slugs import slugify, unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Щука съела ёжика в Жанажоле", "shchuka-sela-ezhika-v-zhanazhole"),
        ("Хоккей: юные чемпионы цирка", "khokkey-yunye-chempiony-tsirka"),
        ("Әке мен Ғалым Қаңтарда Өзенге Ұшты, Үйге Һәм Іске", "ake-men-galym-qantarda-ozenge-ushty-uyge-ham-iske"),
        ("и\u0306од", "yod"),
        ("Café Łódź, Straße, О'Коннор", "cafe-lodz-strasse-okonnor"),
        ("Школа № 5 — «Алтын-10»", "shkola-no-5-altyn-10"),
        ("ударе\u0301ние", "udarenie"),
    ],
)
def test_it_writes_russian_kazakh_and_accented_latin_in_ascii(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["", "🎉🎉", "—", "«»", "ъь"])
def test_it_returns_nothing_when_no_letter_is_left(text):
    assert slugify(text) == ""


def test_it_cuts_between_words():
    assert slugify("мост через реку", max_length=12) == "most-cherez"
    assert slugify("мост через реку", max_length=11) == "most-cherez"
    assert slugify("мост через реку", max_length=10) == "most"


def test_it_cuts_inside_a_word_longer_than_the_limit():
    assert slugify("превысокомногорассмотрительствующий", max_length=10) == "prevysokom"


@given(st.text(), st.integers(1, 40))
def test_a_slug_is_always_a_clean_path_segment(text, max_length):
    slug = slugify(text, max_length)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= max_length
    assert slugify(slug, max_length) == slug


def test_a_free_slug_stays_as_it_is():
    assert unique_slug("Мост", set().__contains__, "tag") == "most"


def test_a_taken_slug_gets_the_first_free_number():
    assert unique_slug("Мост", {"most", "most-2"}.__contains__, "tag") == "most-3"


def test_a_text_without_letters_falls_back():
    assert unique_slug("🎉", {"tag"}.__contains__, "tag") == "tag-2"


def test_a_number_fits_into_the_limit_without_half_words():
    assert unique_slug("мост реки", {"most-reki"}.__contains__, "tag", max_length=9) == "most-2"
