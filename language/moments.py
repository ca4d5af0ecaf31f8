"""Dates in words, as Russian and Kazakh newspapers print them. Everything given is local time already."""

from datetime import date, datetime, timedelta

from language.typography import NBSP

_MONTHS_OF_DATES = {
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
           "ноября", "декабря"],
    "kk": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
           "қараша", "желтоқсан"],
}  # fmt: skip
_MONTHS = {
    "ru": ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
           "ноябрь", "декабрь"],
    "kk": _MONTHS_OF_DATES["kk"],
}  # fmt: skip
_WEEKDAYS = {
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "kk": ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
}
_NEAR_DAYS = {
    "ru": {-1: "Вчера", 0: "Сегодня", 1: "Завтра"},
    "kk": {-1: "Кеше", 0: "Бүгін", 1: "Ертең"},
}


def when(moment: datetime, now: datetime, language: str) -> str:
    """«14:52» today, «17:11, Вчера», «17:11, 28 сентября», with the year when it is not this one."""
    time, day, today = f"{moment:%H:%M}", moment.date(), now.date()
    if day == today:
        return time
    return f"{time}, {_near_day(day, today, language) or _date(day, today, language)}"


def mid_sentence(moment: datetime, now: datetime, language: str) -> str:
    """«вчера в 19:40», «28 сентября 2025 года в 19:40»; «кеше, 19:40», «2025 жылғы 28 қыркүйек, 19:40»."""
    day, today = moment.date(), now.date()
    said = _near_day(day, today, language).lower() or _date(day, today, language)
    if language == "kk":
        return f"{said}, {moment:%H:%M}"
    year = "" if day.year == today.year or _near_day(day, today, language) else " года"
    return f"{said}{year} в{NBSP}{moment:%H:%M}"


def day_heading(day: date, today: date, language: str) -> str:
    """The heading over one day's news: «Вчера, 28 сентября», «Понедельник, 21 сентября»."""
    near = _near_day(day, today, language)
    if near:
        return f"{near}, {_day_and_month(day, language)}"
    if day.year != today.year and language == "kk":
        return full_date(day, language)
    return f"{_WEEKDAYS[language][day.weekday()].capitalize()}, {_date(day, today, language)}"


def full_date(day: date, language: str) -> str:
    """«вторник, 29 сентября 2026», «2026 жылғы 29 қыркүйек, сейсенбі»."""
    weekday = _WEEKDAYS[language][day.weekday()]
    if language == "kk":
        return f"{_date_with_year(day, language)}, {weekday}"
    return f"{weekday}, {_date_with_year(day, language)}"


def month_heading(year: int, month: int, language: str) -> str:
    """«Сентябрь 2026», «2026 жылғы қыркүйек»."""
    name = _MONTHS[language][month - 1]
    return f"{year} жылғы {name}" if language == "kk" else f"{name.capitalize()} {year}"


def _near_day(day: date, today: date, language: str) -> str:
    return _NEAR_DAYS[language].get((day - today) // timedelta(days=1), "")


def _date(day: date, today: date, language: str) -> str:
    return _day_and_month(day, language) if day.year == today.year else _date_with_year(day, language)


def _date_with_year(day: date, language: str) -> str:
    day_and_month = _day_and_month(day, language)
    return f"{day.year} жылғы {day_and_month}" if language == "kk" else f"{day_and_month} {day.year}"


def _day_and_month(day: date, language: str) -> str:
    return f"{day.day}{NBSP}{_MONTHS_OF_DATES[language][day.month - 1]}"
