import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.hashtags import HASHTAG, MAX_LENGTH, clean_hashtag, find_hashtags, hashtag_key

TEXTS = st.text(st.sampled_from("аЁёқІі́aZ19_#-–'’ \n«»,.&/🎉²İß"), max_size=80)


def names(text):
    return [name for _start, _end, name in find_hashtags(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#форум, #СҚО и (#Үлкен_мост)", ["форум", "СҚО", "Үлкен_мост"]),
        ("«#мост2026» #2026год", ["мост2026", "2026год"]),
        ("#мост-новый", ["мост"]),
        ("#уда\u0301р", ["уда\u0301р"]),
        ("№ #1 #2026 #_ # #", []),
        ("C# C#язык &#39; &#x27; a/#якорь", []),
        ("https://gorod.kz/?q=#якорь www.gorod.kz?#якорь #мост", ["мост"]),
        ("#" + "а" * 60, ["а" * 60]),
        ("#" + "а" * 61, []),
    ],
)
def test_hashtags_are_found_where_people_mean_them(text, found):
    assert names(text) == found


def test_the_span_covers_the_sign_and_the_name():
    assert find_hashtags("На #мосту!") == [(3, 9, "мосту")]


@pytest.mark.parametrize("spelling", ["#УсольскийМост", "усольский_мост", "УСОЛЬСКИЙ МОСТ", " #Усольский-мост "])
def test_spellings_of_one_hashtag_share_a_key(spelling):
    assert hashtag_key(spelling) == hashtag_key("Усольский мост") == "усольскиймост"


def test_dots_over_a_russian_letter_make_no_other_hashtag_but_kazakh_letters_do():
    assert hashtag_key("#Ёлка") == hashtag_key("#ЕЛКА") == hashtag_key("#Е\u0308лка")
    assert hashtag_key("#Өнер") != hashtag_key("#Онер")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("##Усольский мост", "Усольский_мост"),
        (" «Ертіс таңы», 2026! ", "Ертіс_таңы_2026"),
        ("О'Коннор", "ОКоннор"),
        ("Касым-Жомарт", "Касым_Жомарт"),
        ("_мост__реки_", "мост_реки"),
        ("2026", ""),
        ("🎉", ""),
        ("а" * 59 + " мост", "а" * 59),
    ],
)
def test_a_clean_name_holds_only_what_a_hashtag_may_hold(typed, shown):
    assert clean_hashtag(typed) == shown


@given(TEXTS)
def test_a_clean_name_is_found_again_whole(text):
    name = clean_hashtag(text)

    assert names(f"#{name}") == [name] * bool(name)
    assert clean_hashtag(name) == name
    assert hashtag_key(name) == hashtag_key(text)


@given(TEXTS)
def test_a_found_name_has_a_key_and_stands_where_it_was_found(text):
    found = find_hashtags(text)

    assert [text[start:end] for start, end, _name in found] == [f"#{name}" for *_span, name in found]
    assert all(hashtag_key(name) and len(name) <= MAX_LENGTH for *_span, name in found)
    assert all(HASHTAG.match(text, start) for start, *_rest in found)
