from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.moments import day_heading, full_date, mid_sentence, month_heading, when

ALMATY = timezone(timedelta(hours=5))
NOW = datetime(2026, 9, 29, 18, 0, tzinfo=ALMATY)
TODAY = NOW.date()


def at(year, month, day, hour=17, minute=11):
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("moment", "russian", "kazakh"),
    [
        (at(2026, 9, 29, 4, 5), "04:05", "04:05"),
        (at(2026, 9, 29, 23, 59), "23:59", "23:59"),
        (at(2026, 9, 28), "17:11, Вчера", "17:11, Кеше"),
        (at(2026, 9, 27), "17:11, 27\u00a0сентября", "17:11, 27\u00a0қыркүйек"),
        (at(2025, 9, 28), "17:11, 28\u00a0сентября 2025", "17:11, 2025 жылғы 28\u00a0қыркүйек"),
        (at(2026, 9, 30), "17:11, Завтра", "17:11, Ертең"),
        (at(2026, 10, 1), "17:11, 1\u00a0октября", "17:11, 1\u00a0қазан"),
        (at(2027, 1, 1), "17:11, 1\u00a0января 2027", "17:11, 2027 жылғы 1\u00a0қаңтар"),
    ],
)
def test_a_moment_is_said_as_a_newspaper_says_it(moment, russian, kazakh):
    assert when(moment, NOW, "ru") == russian
    assert when(moment, NOW, "kk") == kazakh


def test_yesterday_is_the_day_before_even_across_the_year():
    assert when(at(2025, 12, 31, 23, 59), at(2026, 1, 1, 0, 1), "ru") == "23:59, Вчера"


@pytest.mark.parametrize(
    ("day", "russian", "kazakh"),
    [
        (date(2026, 9, 29), "Сегодня, 29\u00a0сентября", "Бүгін, 29\u00a0қыркүйек"),
        (date(2026, 9, 28), "Вчера, 28\u00a0сентября", "Кеше, 28\u00a0қыркүйек"),
        (date(2026, 9, 30), "Завтра, 30\u00a0сентября", "Ертең, 30\u00a0қыркүйек"),
        (date(2026, 9, 21), "Понедельник, 21\u00a0сентября", "Дүйсенбі, 21\u00a0қыркүйек"),
        (date(2025, 9, 21), "Воскресенье, 21\u00a0сентября 2025", "2025 жылғы 21\u00a0қыркүйек, жексенбі"),
    ],
)
def test_a_day_has_a_heading(day, russian, kazakh):
    assert day_heading(day, TODAY, "ru") == russian
    assert day_heading(day, TODAY, "kk") == kazakh


def test_a_full_date_names_the_weekday():
    assert full_date(TODAY, "ru") == "вторник, 29\u00a0сентября 2026"
    assert full_date(TODAY, "kk") == "2026 жылғы 29\u00a0қыркүйек, сейсенбі"


def test_a_month_heading_names_the_month_itself():
    assert month_heading(2026, 9, "ru") == "Сентябрь 2026"
    assert month_heading(2026, 9, "kk") == "2026 жылғы қыркүйек"


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)), st.sampled_from(["ru", "kk"]))
def test_every_moment_begins_with_its_time(moment, now, language):
    assert when(moment, now, language).startswith(f"{moment:%H:%M}")


@pytest.mark.parametrize(
    ("language", "moment", "said"),
    [
        ("ru", at(2026, 9, 29, 9, 5), "сегодня в\xa009:05"),
        ("ru", at(2026, 9, 28), "вчера в\xa017:11"),
        ("ru", at(2026, 9, 1), "1\xa0сентября в\xa017:11"),
        ("ru", at(2025, 12, 31), "31\xa0декабря 2025 года в\xa017:11"),
        ("kk", at(2026, 9, 28), "кеше, 17:11"),
        ("kk", at(2026, 9, 1), "1\xa0қыркүйек, 17:11"),
        ("kk", at(2025, 12, 31), "2025 жылғы 31\xa0желтоқсан, 17:11"),
    ],
)
def test_a_moment_within_a_sentence(language, moment, said):
    assert mid_sentence(moment, NOW, language) == said
