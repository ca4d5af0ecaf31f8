"""Latin look-alikes in Cyrillic words: found, mended, and left alone where they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.look_alikes import CYRILLIC_TWINS, look_alikes
from tests.patience import patience

BACK = {cyrillic: latin for latin, cyrillic in CYRILLIC_TWINS.items()}
MIXED = st.text(alphabet=[*CYRILLIC_TWINS, *CYRILLIC_TWINS.values(), *"бжшқіSRVn -,.#5"], max_size=60)


def mend(text):
    for start, end, _word, mended, _letters in reversed(look_alikes(text)):
        text = text[:start] + mended + text[end:]
    return text


def shape(text):
    return [BACK.get(character, character) for character in text]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Пeтропавловск", "Петропавловск"),
        ("Kөкшетау", "Көкшетау"),
        ("бiлiм", "білім"),
        ("Iлияс", "Ілияс"),
        ("aһ Қaһарман", "аһ Қаһарман"),
        ("ҚAҺAРМАН hәм", "ҚАҺАРМАН һәм"),
        ("сəлем", "сәлем"),
        ("город-сaд", "город-сад"),
        ("#кoт", "#кот"),
    ],
)
def test_it_mends_what_has_one_right_answer(text, mended):
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "SMS-ка",
        "IT-компания",
        "COVID-тест",
        "Wi-Fi",
        "e-mail",
        "4G",
        "iPhone-ом",
        "iPhoneом",
        "ITшник",
        "SMSка",
        "кот",
    ],
)
def test_it_leaves_what_is_meant(text):
    assert look_alikes(text) == []


def test_it_leaves_a_kazakh_word_in_which_one_shape_is_two_letters():
    assert look_alikes("Yлкен құрмет, қyндылық") == []


def test_it_names_the_place_and_the_code_points():
    assert look_alikes("Лёд нa реке") == [(4, 6, "нa", "на", [("a", "LATIN SMALL LETTER A")])]


@given(MIXED)
def test_mending_changes_no_shape_and_leaves_nothing_to_mend(text):
    mended = mend(text)

    assert shape(mended) == shape(text)
    assert look_alikes(mended) == []


def test_a_long_text_is_looked_through():
    with patience():
        found = look_alikes("Пeтропавловск без снега " * 8500)

    assert len(found) == 8500
