"""How long somebody has to wait, in words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from people.waiting import in_words


@pytest.fixture(autouse=True)
def _evening(monkeypatch):
    now = datetime(2026, 9, 29, 15, 0, 40, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with timezone.override("Asia/Almaty"):
        yield


@pytest.mark.parametrize(
    ("seconds", "russian", "kazakh"),
    [
        (1, "через 1 секунду", "1 секундтан кейін"),
        (42, "через 42 секунды", "42 секундтан кейін"),
        (119, "через 119 секунд", "119 секундтан кейін"),
        (120, "через 2 минуты", "2 минуттан кейін"),
        (121, "через 3 минуты", "3 минуттан кейін"),
        (1260, "через 21 минуту", "21 минуттан кейін"),
        (1500, "через 25 минут", "25 минуттан кейін"),
        (3599, "через 60 минут", "60 минуттан кейін"),
        (3600, "сегодня в\xa021:01", "бүгін, 21:01"),
        (47211, "завтра в\xa009:08", "ертең, 09:08"),
    ],
)
def test_a_wait_is_told_as_people_tell_it(seconds, russian, kazakh):
    with translation.override("ru"):
        assert in_words(seconds) == russian
    with translation.override("kk"):
        assert in_words(seconds) == kazakh
