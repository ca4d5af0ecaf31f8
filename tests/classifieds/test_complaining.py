"""Readers' complaints about an ad, and what they do."""

import pytest

from classifieds.complaints import complain
from classifieds.models import Ad, Complaint, State
from classifieds.states import Deed, Reason
from tests.builders import ago, make_member, make_visitor
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


def state_of(ad):
    return Ad.objects.get(pk=ad.pk).state


def test_a_visitor_complains_of_an_ad_once():
    ad, visitor = make_ad(), make_visitor()

    assert complain(ad, visitor, Reason.FRAUD, "Просит задаток")
    assert not complain(ad, visitor, Reason.RUDE)

    assert Complaint.objects.get().reason == Reason.FRAUD


def test_the_third_stranger_hides_an_ad_for_the_reason_of_the_most():
    ad = make_ad()
    complain(ad, make_visitor(), Reason.PRICE)
    complain(ad, make_visitor(), Reason.FRAUD)
    assert state_of(ad) == State.LIVE

    complain(ad, make_visitor(), Reason.FRAUD)

    assert state_of(ad) == State.HIDDEN
    assert Ad.objects.get(pk=ad.pk).reason == Reason.FRAUD


def test_an_ad_that_a_moderator_approved_after_complaints_began_stays():
    ad = make_ad()
    complain(ad, make_visitor(), Reason.FRAUD)
    Complaint.objects.update(made_at=ago(hours=1))
    ad.log.create(deed=Deed.APPROVED, by=make_member("moderator"))

    for _n in range(3):
        complain(ad, make_visitor(), Reason.FRAUD)

    assert state_of(ad) == State.LIVE
