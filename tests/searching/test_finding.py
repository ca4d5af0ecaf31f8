"""Rows are found by words in any form, on both databases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from classifieds.models import Ad
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Продам машину", "машина"),
        ("Зимняя резина", "зимнюю резину"),
        ("Пәтер жалға беріледі", "пәтерді"),
        ("Көлігіміз сатылады", "көлік"),
        ("iPhone 11", "IPHONE"),
        ("Ёлка искусственная", "елку"),
    ],
)
def test_a_word_is_found_in_another_form(title, asked):
    ad = make_ad(title, text="Звоните.")
    make_ad("Котята в добрые руки", text="Звоните.")

    assert list(Ad.objects.filter(stems__find=asked)) == [ad]


def test_every_word_must_stand_there():
    make_ad("Зимняя куртка")

    assert not Ad.objects.filter(stems__find="зимняя резина слон").exists()


def test_a_changed_title_is_found_and_the_old_one_is_not():
    ad = make_ad("Слон")
    ad.title = "Трактор"
    ad.save()

    assert Ad.objects.filter(stems__find="трактор").exists()
    assert not Ad.objects.filter(stems__find="слон").exists()


def test_what_was_deleted_is_found_no_more():
    make_ad("Слон").delete()
    other = make_ad("Слониха")
    other.title = "Слон"
    other.save()

    assert list(Ad.objects.filter(stems__find="слон")) == [other]


class Hostile(TestCase):
    """Whatever is asked, the database is asked properly."""

    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=40) | st.text(alphabet="'\"\\&|!:*()<> ab слон", max_size=40))
    def test_no_question_is_bad_enough(self, asked):
        list(Ad.objects.filter(stems__find=asked.replace("\0", "")))
