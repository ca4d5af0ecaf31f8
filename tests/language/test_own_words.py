"""What leads elsewhere in a reader's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.own_words import has_link
from tests.patience import patience


@pytest.mark.parametrize(
    "text",
    [
        "Читайте https://a.kz",
        "www.a.kz",
        "t.me/kazino",
        "T.Me/kazino",
        "Пишите wa.me/77011234567",
        "зайди на t.me",
        "bit.ly/abc",
        "казино1x.kz",
        "KAZINO.KZ!",
        "(1xbet.com)",
        "сайт 24.kg.",
        "казино.рф",
        "сайт.қаз",
        "казино.ком",
        "some.place/x",
        "xn--80ak.xn--p1ai",
        "пишите на olga@mail.ru",
    ],
)
def test_an_address_is_known_with_and_without_http(text):
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Мост закрыт.Потом откроют",
        "т.е. и т.д., т.к./т.е.",
        "г.Петропавл, қ.Петропавл, ж.т.б.",
        "А.С.Пушкин и и.о.мэра",
        "в 10.00.Потом, 3.5, 10.05.2026/11",
        "1.5mg/kg, v2.0/beta",
        "Да.Нет...Не знаю",
        "Тең.Ком",
        "All is well.To be continued",
        "жақсы.Қазақ тілі",
        "см. kz",
    ],
)
def test_a_full_stop_between_words_is_no_address(text):
    assert not has_link(text)


@given(st.text(max_size=80))
def test_no_text_breaks_it(text):
    assert has_link(text) in (True, False)


@pytest.mark.parametrize("text", ["a." * 50_000, "a" * 100_000, "a.b" * 33_000, "a-" * 50_000, "a./" * 33_000])
def test_long_texts_take_no_longer_than_they_are(text):
    with patience():
        assert not has_link(text)
