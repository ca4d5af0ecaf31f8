"""Contacts as people type them become one form, or are refused."""

import pytest
from django.core.exceptions import ValidationError

from people.contacts import hash_of, tidy_contact, tidy_email, tidy_number


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 123-45-67",
        "8 (701) 123 45 67",
        "77011234567",
        "+87011234567",
        "7011234567",
        " +7.701.123.45.67\u00a0",
        "８７０１１２３４５６７",
        "\u202a+7 701 123-45-67\u202c",
        "\u200e87011234567",
        "+7\u2060701\u200b1234567\ufeff",
        "+7\u2212701\u2212123\u221245\u221267",
        "8\u2011701\u2010123\u201345\u201467",
        "8 (701) 123\u2e3a45\ufe6367",
    ],
)
def test_one_number_however_it_is_written(text):
    assert tidy_number(text) == "+77011234567"


@pytest.mark.parametrize(
    "text",
    ["", "+", "123", "+7701123456", "+770112345678", "+1 202", "8701abc4567", "²" * 11, "\0", "\ud800", "1" * 16],
)
def test_junk_is_no_number(text):
    with pytest.raises(ValidationError):
        tidy_number(text)


@pytest.mark.parametrize("text", ["8 701 123 45 6", "8701123456", "7 701 123 45 6", "+7 701 123 45 6", "9161234567"])
def test_a_number_that_lacks_a_digit_becomes_no_other(text):
    with pytest.raises(ValidationError, match="10"):
        tidy_number(text)


@pytest.mark.parametrize("text", ["87015554", "870112345", "7015554"])
def test_a_number_that_is_too_short_is_not_taken_for_a_foreign_one(text):
    with pytest.raises(ValidationError, match=str(len(text))):
        tidy_number(text)


def test_a_number_of_a_city_may_come_without_its_prefix():
    assert tidy_number("7152 46-12-34") == "+77152461234"


def test_a_number_of_another_country_is_one_but_gets_no_messages():
    assert tidy_number("+996 555 123 456") == "+996555123456"
    with pytest.raises(ValidationError):
        tidy_contact("sms", "+996 555 123 456")


def test_one_address_however_it_is_written():
    assert tidy_email(" Olga@Example.COM ") == "olga@example.com"


@pytest.mark.parametrize(
    "text", ["", "olga", "a@b", "a b@example.com", "a@example.com\nBcc: b@example.com", "\ud800@a.kz"]
)
def test_junk_is_no_address(text):
    with pytest.raises(ValidationError):
        tidy_email(text)


def test_without_the_key_a_hash_tells_nothing(settings):
    ours = hash_of("sms", "+77011234567")
    settings.CONTACT_KEY = "another"

    assert hash_of("sms", "+77011234567") != ours
    assert len(ours) == 64
