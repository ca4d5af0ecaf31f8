"""An ad from draft to archive."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from classifieds.complaints import complain
from classifieds.life import NotNow
from classifieds.models import Ad, Key, State
from live.models import Event
from tests.builders import ago, ahead, make_member, make_picture, make_visitor
from tests.classifieds.building import make_ad, make_category

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def moderator():
    return make_member("moderator")


def deeds(ad):
    return list(ad.log.order_by("pk").values_list("deed", flat=True))


def test_it_goes_from_draft_to_sold(moderator):
    ad = make_ad(state=State.DRAFT)

    assert ad.submit()
    assert not ad.confirm()
    assert ad.approve(moderator)
    assert ad.is_live
    assert ad.sell()

    assert ad.state == State.SOLD
    assert deeds(ad) == ["submitted", "confirmed", "approved", "sold"]


def test_a_second_click_changes_nothing(moderator):
    ad = make_ad(state=State.DRAFT)
    ad.submit()
    assert not ad.submit()
    ad.confirm()
    ad.confirm()
    ad.approve(moderator)
    assert not ad.approve(moderator)
    ad.sell()
    assert not ad.sell()

    assert deeds(ad) == ["submitted", "confirmed", "approved", "sold"]


def test_its_term_is_its_categorys(moderator):
    ad = make_ad(state=State.REVIEW, category=make_category(term=7))
    ad.approve(moderator)

    assert abs(ad.ends_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)


def test_nobody_has_to_expire_it():
    ad = make_ad(ends_at=ago(seconds=1))

    assert not ad.is_live
    assert ad.is_over
    assert not Ad.objects.live().exists()
    assert ad in Ad.objects.over()


def test_it_is_renewed_from_its_old_end():
    ad = make_ad(ends_at=ahead(days=3))
    end = ad.ends_at

    ad.renew()

    assert ad.ends_at == end + timedelta(days=20)


def test_what_is_over_is_renewed_from_now():
    ad = make_ad(state=State.EXPIRED, ends_at=ago(days=5))
    ad.renew()

    assert ad.is_live
    assert ad.ends_at > ahead(days=19)


def test_nobody_renews_for_years():
    ad = make_ad(ends_at=ahead(days=3))
    ad.renew()

    with pytest.raises(NotNow):
        ad.renew()


@pytest.mark.parametrize("state", [State.ARCHIVED, State.DRAFT, State.REVIEW, State.REJECTED, State.HIDDEN])
def test_what_was_not_shown_is_not_renewed(state):
    with pytest.raises(NotNow):
        make_ad(state=state).renew()


def test_it_is_bumped_once_in_seven_days():
    ad = make_ad(bumped_at=ago(days=8))
    ad.bump()

    assert ad.bumps_at
    with pytest.raises(NotNow):
        ad.bump()


def test_deleting_takes_away_who_it_was():
    ad = make_ad()
    ad.delete_by_author()

    assert (ad.state, ad.name, ad.phone, ad.email) == (State.ARCHIVED, "", "", "")
    assert not ad.delete_by_author()


def test_the_fourth_ad_of_a_contact_is_shown_at_once(moderator):
    for _ in range(3):
        make_ad(state=State.REVIEW).approve(moderator)
    ad = make_ad(state=State.UNCONFIRMED)

    assert ad.confirm()
    assert ad.is_live
    assert ad.waits_since


def test_anothers_phone_earns_no_trust(moderator):
    for _ in range(3):
        make_ad(state=State.REVIEW).approve(moderator)

    assert not make_ad(state=State.UNCONFIRMED, email="stranger@example.com").confirm()


def test_a_suspicion_holds_even_the_fourth(moderator):
    for _ in range(3):
        make_ad(state=State.REVIEW).approve(moderator)
    ad = make_ad(state=State.UNCONFIRMED)

    assert not ad.confirm([{"code": "prepayment"}])


def test_a_late_approval_is_news(moderator):
    first, second = make_ad(state=State.REVIEW), make_ad(state=State.REVIEW)
    second.approve(moderator)
    first.approve(moderator)

    assert first.news_seq > second.news_seq
    assert Event.objects.get(seq=first.news_seq).key == str(first.pk)


def test_a_typo_fixed_by_its_author_waits_beside_what_readers_see(moderator):
    ad = make_ad()
    assert ad.change({"title": "Слон"}, [])

    assert ad.title == "ВАЗ-2107 на ходу"
    assert ad.edit == {"title": "Слон"}
    ad.approve(moderator)
    assert ad.title == "Слон"
    assert not ad.edit


def test_the_name_that_readers_see_waits_too():
    ad = make_ad()

    assert ad.change({"name": "Звоните 8 701"}, [])
    assert Ad.objects.get(pk=ad.pk).name == "Айгүл"


def test_a_price_keeps_its_history():
    ad = make_ad()
    for price in (900_000, 800_000, None):
        ad.change({"price": price, "price_kind": "fixed" if price else "request"}, [])
    history = [entry.facts for entry in ad.log.filter(deed="repriced").order_by("pk")]

    assert history == [
        {"from": 850_000, "to": 900_000},
        {"from": 900_000, "to": 800_000},
        {"from": 800_000, "to": None},
    ]


def test_a_refused_edit_leaves_the_ad_as_it_was(moderator):
    ad = make_ad()
    ad.change({"title": "Слон"}, [])
    ad.reject(moderator, "category")

    assert (ad.title, ad.edit, ad.is_live, ad.reason) == ("ВАЗ-2107 на ходу", {}, True, "category")
    assert ad.refused_edit == {"title": "Слон"}


def test_a_lower_price_is_shown_at_once_and_is_news():
    ad = make_ad(news_seq=0)
    assert not ad.change({"price": 800_000}, [])

    assert ad.dropped_from == "850\u00a0000\u00a0₸"
    assert ad.news_seq == ad.seq > 0


def test_a_price_raised_to_be_lowered_is_no_discount():
    ad = make_ad(news_seq=0)
    ad.change({"price": 2_000_000}, [])
    ad.change({"price": 850_000}, [])
    assert ad.dropped_from == ""
    assert ad.news_seq == 0

    Ad.objects.update(repriced_at=ago(days=2))
    ad.change({"price": 800_000}, [])
    assert ad.dropped_from == "850\u00a0000\u00a0₸"


def test_a_higher_price_drops_the_old_one():
    ad = make_ad()
    ad.change({"price": 800_000}, [])
    ad.change({"price": 900_000}, [])

    assert ad.old_price is None


def test_a_letter_is_asked_for_together_with_the_deed_or_not_at_all(moderator):
    approved, undone = make_ad(state=State.REVIEW), make_ad(state=State.REVIEW)
    approved.approve(moderator)
    with transaction.atomic():
        undone.approve(moderator)
        transaction.set_rollback(True)
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[approved.pk, "approved"]]


def test_a_key_is_kept_as_a_digest_and_ends_with_the_next_letter():
    ad = make_ad()
    first = Key.objects.issue(ad, mailed=True)
    second = Key.objects.issue(ad, mailed=True)
    Key.objects.end_former(second)

    assert first not in str(Key.objects.values())
    assert Key.objects.read(first).ends_at <= ahead(hours=1)
    assert Key.objects.read(second).ends_at > ahead(days=100)
    assert Key.objects.read(second + "x") is None


def test_an_ad_that_was_deleted_while_its_letter_was_on_its_way_has_no_links_to_end():
    ad = make_ad()
    token = Key.objects.issue(ad, mailed=True)
    ad.delete()

    Key.objects.end_former(token)

    assert not Key.objects.exists()


def test_of_two_letters_that_go_at_once_the_newer_one_opens_the_ad():
    ad = make_ad()
    first, second = (Key.objects.issue(ad, mailed=True) for _letter in range(2))

    Key.objects.end_former(second)
    Key.objects.end_former(first)

    assert Key.objects.read(first).ends_at <= ahead(hours=1)
    assert Key.objects.read(second).ends_at > ahead(days=100)


@pytest.mark.parametrize("end", ["sell", "expire"])
def test_an_edit_waits_on_when_its_ad_is_over_and_back(moderator, end):
    ad = make_ad(ends_at=ahead(minutes=1))
    ad.change({"title": "Слон"}, [make_picture()])
    Ad.objects.update(ends_at=ago(minutes=1))
    waits_since = ad.waits_since

    assert getattr(ad, end)()
    ad.renew()

    assert (ad.is_live, ad.edit, ad.waits_since) == (True, {"title": "Слон"}, waits_since)
    assert ad.photos.get().is_held
    ad.approve(moderator)
    assert (ad.title, ad.waits_since) == ("Слон", None)


@pytest.mark.parametrize("state", [State.SOLD, State.EXPIRED])
def test_what_waits_of_an_ad_that_is_over_is_judged_without_showing_the_ad(moderator, state):
    refused, approved = (make_ad(state=state, edit={"title": "Слон"}, waits_since=ago(hours=1)) for _ in range(2))

    refused.reject(moderator, "category")
    approved.approve(moderator)

    assert (refused.title, approved.title) == ("ВАЗ-2107 на ходу", "Слон")
    assert {(ad.state, ad.waits_since, str(ad.edit)) for ad in (refused, approved)} == {(state, None, "{}")}


def test_nobody_leaves_the_queue_by_selling_and_coming_back():
    ad = make_ad(ends_at=ahead(minutes=1))
    complain(ad, make_visitor(), "fraud")

    ad.refresh_from_db()
    ad.sell()
    ad.renew()

    assert ad.waits_since


def test_what_was_never_looked_at_waits_on_when_its_term_is_over():
    ad = make_ad(ends_at=ago(minutes=1), waits_since=ago(days=20), flags=[{"code": "link"}])

    ad.expire()

    assert (ad.state, bool(ad.waits_since), ad.flags) == (State.EXPIRED, True, [{"code": "link"}])


def test_an_edit_of_what_is_over_is_not_left_behind_when_its_author_changes_it_again():
    ad = make_ad(state=State.EXPIRED, edit={"title": "Слон"}, waits_since=ago(hours=1))
    ad.photos.create(picture=make_picture(), is_held=True)

    ad.change({"title": "Трактор"}, [photo.picture for photo in ad.photos.all()])

    assert (ad.state, ad.title, ad.edit, ad.photos.get().is_held) == (State.REVIEW, "Трактор", {}, False)


def test_a_refused_edit_is_offered_to_its_author_again_and_waits_no_more(client, moderator):
    ad = make_ad()
    token = Key.objects.issue(ad, mailed=True)
    ad.change({"title": "Слон"}, [])
    ad.reject(moderator, "category", "Это не авто")

    page = client.get(f"/ads/manage/{token}/")
    assert "Это не авто" in page.text
    assert "Ваши изменения не пропущены" in page.text
    assert "ждут модератора" not in page.text
    assert 'value="Слон"' in client.get(f"/ads/manage/{token}/edit/").text


def test_the_approval_of_a_later_edit_ends_what_was_said_of_a_refused_one(moderator):
    ad = make_ad()
    ad.change({"title": "Слон"}, [])
    ad.reject(moderator, "category", "Это не авто")
    ad.change({"title": "Трактор"}, [])
    ad.approve(moderator)

    assert (ad.title, ad.reason, ad.note, ad.refused_edit) == ("Трактор", "", "", {})


def test_a_refused_edit_is_not_let_in_with_the_word_that_a_complaint_was_wrong(moderator):
    ad = make_ad()
    ad.change({"title": "Слон"}, [])
    ad.reject(moderator, "category")
    complain(ad, make_visitor(), "fraud")

    assert ad.approve(moderator)

    assert ad.title == "ВАЗ-2107 на ходу"


def test_a_refused_edit_goes_with_the_ad(moderator):
    ad = make_ad()
    ad.change({"name": "Слон"}, [])
    ad.reject(moderator, "category")
    ad.delete_by_author()

    assert ad.refused_edit == {}


def test_what_was_sold_by_mistake_comes_back_with_the_term_that_it_had():
    ad = make_ad(ends_at=ahead(days=3), news_seq=0)
    ad.renew()
    end = ad.ends_at
    ad.sell()

    ad.renew()

    assert (ad.is_live, ad.ends_at, ad.closed_at, ad.news_seq) == (True, end, None, 0)


def test_the_page_of_what_was_sold_says_that_it_can_be_put_back(client):
    ad = make_ad()
    token = Key.objects.issue(ad, mailed=True)
    ad.sell()

    assert "Вернуть на сайт" in client.get(f"/ads/manage/{token}/").text


@pytest.mark.parametrize(("state", "ends_at"), [(State.EXPIRED, ago(days=1)), (State.SOLD, ahead(days=10))])
def test_a_second_click_renews_nothing_more(client, state, ends_at):
    ad = make_ad(state=state, ends_at=ends_at)
    token = Key.objects.issue(ad, mailed=True)
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(f"/ads/manage/{token}/").text)[1]
    answers, ends = [], set()
    for _n in range(2):
        answers.append(client.post(f"/ads/manage/{token}/renew/", {"seen": seen}, **HERE).status_code)
        ends.add(Ad.objects.get().ends_at)

    assert answers == [200, 200]
    assert len(ends) == 1


@pytest.mark.parametrize("values", [{}, {"title": "ВАЗ-2107 на ходу"}, {"price": 700_000}])
def test_what_is_over_stays_renewable_when_nothing_material_has_changed(values):
    ad = make_ad(state=State.EXPIRED, ends_at=ago(days=1))
    picture = ad.photos.create(picture=make_picture()).picture

    assert not ad.change(values, [picture])

    assert (ad.state, ad.waits_since, ad.price) == (State.EXPIRED, None, values.get("price", 850_000))
    ad.renew()
    assert ad.is_live


@pytest.mark.parametrize("changed", ["title", "photo"])
def test_what_is_over_waits_for_a_moderator_when_something_material_has_changed(changed):
    ad = make_ad(state=State.EXPIRED, ends_at=ago(days=1))

    assert ad.change({"title": "Слон"}, []) if changed == "title" else ad.change({}, [make_picture()])

    assert (ad.state, bool(ad.waits_since)) == (State.REVIEW, True)


def test_who_has_never_bumped_is_told_when_it_may_be(client):
    ad = make_ad(bumped_at=ago(days=1))
    token = Key.objects.issue(ad, mailed=True)

    answer = client.post(f"/ads/manage/{token}/bump/", **HERE)

    assert answer.status_code == 409
    assert "Поднимать объявление можно раз в 7 дней" in answer.text
    assert "уже поднимали" not in answer.text


def test_what_the_clock_has_archived_is_not_said_to_be_deleted(client):
    ad = make_ad(state=State.EXPIRED, closed_at=ago(days=61), ends_at=ago(days=61))
    token = Key.objects.issue(ad, mailed=True)
    assert ad.archive()

    answer = client.get(f"/ads/manage/{token}/")

    assert answer.status_code == 410
    assert "Объявление больше не хранится" in answer.text
    assert "удалено" not in answer.text


@pytest.mark.parametrize("state", [State.SOLD, State.EXPIRED])
def test_what_comes_back_with_an_open_complaint_is_looked_at(state):
    ad = make_ad(state=state)
    complain(ad, make_visitor(), "fraud")

    ad.renew()

    assert ad.waits_since


def test_new_photographs_are_said_to_wait(client):
    ad = make_ad()
    ad.change({}, [make_picture()])
    token = Key.objects.issue(ad, mailed=True)

    assert "ждут модератора" in client.get(f"/ads/manage/{token}/").text
