"""Readers' complaints about an ad, and what they do."""

import pytest
from django.test import Client

from classifieds.complaints import complain
from classifieds.models import Ad, Complaint, State
from classifieds.states import Deed, Reason
from people.limits import Tally
from tests.builders import ago, make_member, make_visitor
from tests.classifieds.building import make_ad
from tests.meanwhile import just_before

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


def complain_from(client, ad, address):
    client.cookies.clear()
    path = f"/ads/{ad.pk}/complaint/"
    return client.post(path, {"reason": "fraud"}, HTTP_SEC_FETCH_SITE="same-origin", REMOTE_ADDR=address)


def test_one_who_throws_the_cookie_away_hides_nothing(client):
    ad = make_ad()
    for number in range(5):
        assert complain_from(client, ad, f"198.51.100.{number}").status_code == 200

    assert state_of(ad) == State.LIVE
    assert ad.complaints.count() == 5


def test_one_who_opens_private_windows_hides_nothing():
    first, second = make_ad(), make_ad()
    for _window in range(3):
        window = Client()
        # The first complaint makes somebody known of each window.
        for ad in (first, second):
            path = f"/ads/{ad.pk}/complaint/"
            window.post(path, {"reason": "fraud"}, HTTP_SEC_FETCH_SITE="same-origin", REMOTE_ADDR="198.51.100.7")

    assert (state_of(first), state_of(second)) == (State.LIVE, State.LIVE)
    assert second.complaints.count() == 3


def test_strangers_from_three_places_hide_it(client):
    ad = make_ad()
    for number in range(3):
        complain_from(client, ad, f"198.51.{number}.1")

    assert state_of(ad) == State.HIDDEN


@pytest.mark.parametrize("earlier", [0, 2])
def test_of_an_ad_that_is_sold_meanwhile_a_complaint_changes_nothing(client, earlier):
    ad = make_ad()
    for _n in range(earlier):
        complain(ad, make_visitor(), Reason.FRAUD)

    with just_before("INSERT", Tally, lambda: Ad.objects.get().sell()):
        assert complain_from(client, ad, "198.51.100.1").status_code == 200

    ad.refresh_from_db()
    assert (ad.state, bool(ad.waits_since)) == (State.SOLD, bool(earlier))


def test_a_single_complaint_brings_the_ad_before_a_moderator(client):
    ad = make_ad("Диван")
    complain(ad, make_visitor(), Reason.FRAUD, "Просит задаток")
    client.force_login(make_member("moderator"))
    html = client.get("/admin/classifieds/ad/").text

    assert "Диван" in html
    assert "Просит задаток" in html
    client.post(f"/admin/classifieds/ad/{ad.pk}/approve/")
    assert "Диван" not in client.get("/admin/classifieds/ad/").text
    assert ad.complaints.get().was_right is False
