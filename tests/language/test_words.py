import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.words import WORDS_A_MINUTE, count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" — … «» _ ", 0),
        ("Мост открыли в 2026 году.", 5),
        ("кто-то, О'Коннор и Жан д’Арк", 5),
        ("Мост — это- дорога", 3),
        ("уда\u0301р", 1),
        ("Қазақстан\u00a0Республикасы", 2),
    ],
)
def test_words_are_counted_as_an_editor_counts_them(text, words):
    assert count_words(text) == words


@given(st.lists(st.text("абвқіё1", min_size=1), max_size=20))
def test_words_parted_by_spaces_are_all_counted(words):
    assert count_words(" ".join(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE + 1, 2), (10 * WORDS_A_MINUTE, 10)]
)
def test_reading_takes_whole_minutes_and_at_least_one(words, minutes):
    assert reading_minutes(words) == minutes
