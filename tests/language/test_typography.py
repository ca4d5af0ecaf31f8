import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from language.typography import normalise, typeset, typeset_pieces
from tests.patience import patience

LANGUAGES = st.sampled_from(["ru", "kk"])
SNIPPETS = [
    *"аАбиВкжЯёәҒқҢөҰүҺіIaZ0123459 \"\"''’«»„“”-–—−.,:;!?…()№§%₸@#/\n\t\u00a0",
    "  ", "...", "--", " - ", "-10", "10-15", "8-701-000-00-01", "1 500 000", "О'Коннор", "d'Or", " в ", " не ",
    " же ", "2026 г.", "https://a.kz/10-15...b?q=-1", "www.a.kz", "a.b-1@mail.kz", "А. Вебер", ":)", "🎉", "е\u0301",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SNIPPETS), max_size=14).map("".join)


def visible(text):
    """No-break spaces made visible, so that a test can be read."""
    return text.replace("\u00a0", "·")


def letters(text):
    return [sign for sign in text if sign.isalnum()]


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("и\u0306од", "йод"),
        ("раз\r\nдва\rтри\u2028четыре\x0bпять", "раз\nдва\nтри\nчетыре\nпять"),
        ("а\x00б\x07в\x85г\tд", "абв\nг\tд"),
        ("\ufeffма\u00adма\u200b\u2060\u200e\u202eраму", "мамараму"),
        ("10\u00a0км", "10\u00a0км"),
        ("по\ud83dле", "поле"),
        ("👩\u200d🚒 и\u200dя", "👩\u200d🚒 ия"),
    ],
)
def test_normalised_text_has_nothing_invisible(typed, clean):
    assert normalise(typed) == clean


@given(st.text(st.characters(codec=None)))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)

    assert normalise(once) == once
    assert once.encode().decode() == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Газета "Ертіс таңы"', "Газета «Ертіс таңы»"),
        ("Газета “Ертіс таңы” и „Мост“", "Газета «Ертіс таңы» и·«Мост»"),
        ('"Клуб "Ертіс" победил"', "«Клуб „Ертіс“ победил»"),
        ("«Клуб «Ертіс» победил»", "«Клуб „Ертіс“ победил»"),
        ('"Хор "Дружба""', "«Хор „Дружба“»"),
        ('ТОО"Мост"', "ТОО«Мост»"),
        ('("Мост")', "(«Мост»)"),
        ('Завод "Алтын-10" стоит', "Завод «Алтын-10» стоит"),
        ('экран 42", труба 5" и "Мост"', 'экран 42", труба 5" и·«Мост»'),
        ("рост 6'2, О'Коннор, d'Or, Жан д’Арк", "рост 6'2, О'Коннор, d'Or, Жан д’Арк"),
        ('один " и "без пары', 'один " и·"без пары'),
    ],
)
def test_quotes_become_guillemets_with_low_quotes_inside(typed, printed):
    assert visible(typeset(typed, "ru")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Мост - дорога", "Мост·— дорога"),
        ("Мост -- дорога – путь — край", "Мост·— дорога·— путь·— край"),
        ("-Мост откроют, - сказал Ли.", "—·Мост откроют,·— сказал Ли."),
        ("- Мост откроют», -сказал Ли.", "—·Мост откроют»,·— сказал Ли."),
        ('"Откроют",- сказал Ли.', "«Откроют»,·— сказал Ли."),
        ("– «Мост» открыт", "—·«Мост» открыт"),
        ("-Раз\n- Два", "—·Раз\n—·Два"),
        ("-5 градусов", "-5 градусов"),
        ("что-то, теле- и радио", "что-то, теле- и·радио"),
        ("---", "---"),
    ],
)
def test_hyphens_become_dashes_where_they_mean_dashes(typed, printed):
    assert visible(typeset(typed, "ru")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("10-15 лет", "10–15 лет"),
        ("2025-2026 жылдары", "2025–2026 жылдары"),
        ("10-15-летние", "10–15-летние"),
        ("8-701-000-00-01", "8-701-000-00-01"),
        ("+7 701 000-00-01, 701-0001", "+7·701·000-00-01, 701-0001"),
        ("2026-09-29, 2026-09", "2026-09-29, 2026-09"),
        ("12:10-15:30, 1,5-2,5, 12345-6, Ту-154, 5-й", "12:10-15:30, 1,5-2,5, 12345-6, Ту-154, 5-й"),
    ],
)
def test_only_ranges_of_plain_numbers_get_an_en_dash(typed, printed):
    assert visible(typeset(typed, "kk")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ну...   да", "Ну… да"),
        ("В городе , фото-1 ! ( да ) « нет »", "В·городе, фото-1! (да) «нет»"),
        ("Зона .kz :) и …и тогда", "Зона .kz :) и·…и·тогда"),
        ("(c) Мост", "(c) Мост"),
    ],
)
def test_dots_and_spaces_are_tidied(typed, printed):
    assert visible(typeset(typed, "ru")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("№ 5, § 3", "№·5, §·3"),
        ("1 500 000 ₸, 5 %, 20 °C", "1·500·000·₸, 5·%, 20·°C"),
        ("5 км, 9 км², 2 млн тенге, 7 мың теңге, 5 метров", "5·км, 9·км², 2·млн тенге, 7·мың теңге, 5 метров"),
        ("2026 г. А. Вебер, Қ. К. Тоқаев", "2026·г. А.·Вебер, Қ.·К.·Тоқаев"),
        ("2026 100", "2026 100"),
    ],
)
def test_numbers_and_initials_stay_with_what_they_belong_to(typed, printed):
    assert visible(typeset(typed, "kk")) == printed


def test_short_russian_words_stay_with_their_neighbour():
    assert visible(typeset("И в доме, но не у реки, был ли он же", "ru")) == "И·в·доме, но·не·у·реки, был·ли он·же"


def test_short_words_of_kazakh_are_not_taken_for_russian():
    assert typeset("не болды, у ішті", "kk") == "не болды, у ішті"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.kz/10-15/x...y?a=1,-2",
        "www.gorod.kz/2025-2026",
        "10-15.x@mail.kz",
        "@gorod_10",
        "#мост_10",
    ],
)
def test_addresses_names_and_hashtags_are_left_alone(address):
    assert typeset(f'"{address}" {address}...', "kk") == f"«{address}» {address}…"


def test_quotes_and_dashes_see_their_neighbours_in_other_pieces():
    pieces = ['-Клуб "', "Ертіс", '" ', "- чемпион, ", "10", "-", "15", " раз"]

    block = [visible(piece) for piece in typeset_pieces(pieces, "ru")]

    assert block == ["—·Клуб «", "Ертіс", "»·", "— чемпион, ", "10", "–", "15", " раз"]


def test_a_hyphen_that_continues_a_block_is_no_speech_dash():
    assert typeset_pieces(["-то"], "ru", opens=False) == ["-то"]


def test_a_block_without_text_has_no_pieces():
    assert typeset_pieces([], "ru") == []


@given(TEXTS, LANGUAGES)
@example('а""а»»', "ru")
@example("„«.“—”", "ru")
@example('"«».x"', "ru")
@example('"„ - »"', "ru")
@example("-( да", "ru")
@example("«”-»- -", "ru")
def test_typesetting_twice_changes_nothing(text, language):
    once = typeset(text, language)

    assert typeset(once, language) == once


@given(TEXTS, LANGUAGES)
def test_letters_and_digits_are_never_touched(text, language):
    assert letters(typeset(text, language)) == letters(normalise(text))


@given(TEXTS, st.lists(st.integers(0, 40), max_size=5), LANGUAGES)
def test_pieces_keep_their_letters_and_join_to_the_whole(text, cuts, language):
    text = normalise(text)
    bounds = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(bounds)]

    done = typeset_pieces(pieces, language)

    assert "".join(done) == typeset(text, language)
    assert [letters(piece) for piece in done] == [letters(piece) for piece in pieces]


@pytest.mark.parametrize(
    "part",
    ['"', '"а', "»", '"а» ', "-", " - ", " ", " .", "1-", "1 ", "a.", "www.", "http://", "a@", "#", "\n-", '„"а“» '],
)
def test_long_strange_texts_are_typeset(part):
    text = (part * 200_000)[:200_000]

    with patience():
        assert typeset(text, "ru")


def test_many_closing_quotes_after_many_opening_ones_are_typeset():
    text = '"а' * 70_000 + "»" * 60_000

    with patience():
        assert typeset(text, "ru")
