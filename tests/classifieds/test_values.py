"""What ads tell, and what facets count of it."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from classifieds.models import Ad
from classifieds.values import LONGEST_CHOICES, choices_in, read_choices
from tests.classifieds.building import make_ad

migration = importlib.import_module("classifieds.migrations.0011_chosen")


def test_only_what_may_be_an_option_is_counted():
    told = {
        "make": "lada",
        "year": 2005,
        "cleared": True,
        "body": "hatch-back",
        "colour": "тёмно-синий",
        "note": "a b",
    }

    assert choices_in(told) == "body=hatch-back cleared=1 make=lada"
    assert read_choices(choices_in(told)) == [("body", "hatch-back"), ("cleared", "1"), ("make", "lada")]
    assert read_choices(choices_in({})) == []


def test_choices_stay_short_enough_for_an_index():
    told = {f"key_{number:03}": "x" * 40 for number in range(100)}

    text = choices_in(told)

    assert LONGEST_CHOICES - 49 < len(text) <= LONGEST_CHOICES
    assert dict(read_choices(text)).items() <= told.items()


@pytest.mark.django_db
def test_choices_follow_the_fields():
    ad = make_ad(fields={"make": "lada"})
    ad.fields = {"make": "kia"}
    ad.save(update_fields=["fields"])

    assert Ad.objects.get().chosen == "make=kia"


@pytest.mark.django_db
def test_ads_from_before_are_counted_too():
    make_ad(fields={"make": "lada"})
    Ad.objects.update(chosen="")

    migration.write_down(apps, SimpleNamespace(connection=connection))

    assert Ad.objects.get().chosen == "make=lada"
