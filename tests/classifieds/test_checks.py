"""What makes a moderator look twice."""

import pytest

from classifieds.checks import has_phone, suspicions
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


def codes(ad):
    return [flag["code"] for flag in suspicions(ad)]


@pytest.mark.parametrize(
    "text",
    [
        "87011234567",
        "8 701 123 45 67",
        "+7(701)123-45-67",
        "8-7O1-123-45-67",
        "звоните 8.701.123.45.67",
        "7 701 1234567",
    ],
)
def test_a_phone_is_seen_in_any_spelling(text):
    assert has_phone(text)


@pytest.mark.parametrize(
    "text",
    ["8 701 000 ₸", "VIN XTA210700A2803765", "60×40×30", "2009 г., 140 000 км", "без ИИН", "5/9, 45 кв. м"],
)
def test_innocent_numbers_are_no_phones(text):
    assert not has_phone(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Нужна предоплата на карту", "prepayment"),
        ("Алдын ала төлем керек", "prepayment"),
        ("Пишите t.me/seller", "link"),
        ("Подробности на example.kz", "link"),
        ("Продам мaшину", "look_alikes"),
    ],
)
def test_words_that_ask_for_a_look(text, code):
    assert codes(make_ad(text=text)) == [code]


def test_an_honest_ad_raises_nothing():
    assert codes(make_ad(text="Торг у капота. Не такси. Мотор 1,6 л, пробег 140 000 км.")) == []


def test_a_price_far_from_the_usual_is_noticed():
    for number in range(10):
        make_ad(f"{number}", price=1_000_000, phone=f"+7701000010{number}", email=f"{number}@example.com")
    other = {"phone": "+77015555555", "email": "z@example.com"}

    assert codes(make_ad("Дёшево", price=100_000, **other)) == ["price"]
    assert codes(make_ad("Обычно", price=900_000, text="Другие слова совсем", **other)) == []


def test_the_same_thing_twice_is_noticed():
    first = make_ad()

    assert suspicions(make_ad()) == [{"code": "duplicate", "ads": [first.pk]}]
