"""Contacts as people type them become one form, or are refused."""

import pytest
from django.core.exceptions import ValidationError

from people.contacts import hash_of, tidy_email, tidy_number


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 123-45-67",
        "8 (701) 123 45 67",
        "77011234567",
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
    ["", "+", "123", "+7701123456", "+770112345678", "+1 202 555 0100", "8701abc4567", "²" * 11, "\0", "\ud800"],
)
def test_junk_is_no_number(text):
    with pytest.raises(ValidationError):
        tidy_number(text)


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
