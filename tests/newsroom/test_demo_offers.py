"""The ads of the demonstration paper."""

from pathlib import Path

import pytest

from classifieds.catalogue import catalogue
from classifieds.models import Ad, Place, State
from classifieds.prices import WITH_NUMBER
from classifieds.values import read_value
from newsroom.demo import offers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _laid_out():
    offers.lay_out({})


def test_there_are_enough_in_both_languages():
    live = Ad.objects.live()

    assert live.count() >= 60
    assert live.filter(language="kk").count() >= 20


def test_they_stand_in_places_that_the_paper_writes_about():
    paper = Path(offers.__file__).parent
    told = "".join(file.read_text("utf-8") for file in [paper / "publication.toml", *paper.glob("stories/*.toml")])
    names = [name for row in Place.objects.values_list("name_ru", "name_kk") for name in row]

    assert len(names) == 20
    assert [name for name in names if name.casefold() not in told.casefold()] == []


def test_each_could_have_come_through_the_form():
    tree = catalogue()
    for ad in Ad.objects.all():
        fields = {field.key: field for field in tree.fields(ad.category)}
        assert set(ad.fields) <= set(fields), ad
        assert len(ad.title) <= 70
        assert (ad.price is not None) == (ad.price_kind in WITH_NUMBER), ad
        for key, value in ad.fields.items():
            assert read_value(fields[key], str(value)) == value


def test_there_is_one_of_every_state_that_readers_and_moderators_meet():
    assert set(Ad.objects.values_list("state", flat=True)) == {State.LIVE, State.SOLD, State.EXPIRED, State.REVIEW}
    assert Ad.objects.filter(state=State.REVIEW).exclude(flags=[]).exists()
