"""Saved searches: what is new is told once, however late it was approved."""

import re

import pytest
from django.core import mail, signing
from django.db import IntegrityError, connection
from django.test import Client

from classifieds.alerts import IN_FULL, TO_END, begin, write_due
from classifieds.models import Ad, SavedSearch, State
from live.models import Head
from paging.shared import forget
from people.contacts import hash_of
from tests.builders import ago, ahead, make_member
from tests.classifieds.building import make_ad, make_category, make_field, make_place

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
EMAIL = "reader@example.com"


def make_search(filters="", **fields):
    fields = {"email": EMAIL, "email_hash": hash_of("email", EMAIL), "filters": filters} | fields
    search = SavedSearch.objects.create(**fields)
    begin(search)
    return search


def period_passes():
    SavedSearch.objects.update(due_at=ago(minutes=1))
    return write_due()


def link_in(letter):
    return re.search(r"http://[^/\s]+(/\S*searches/\S+)", letter.body)[1]


@pytest.fixture
def moderator():
    return make_member("moderator")


def test_an_ad_approved_late_is_in_the_next_letter(moderator):
    late = make_ad("Поздно", state=State.REVIEW, made_at=ago(days=9), submitted_at=ago(days=9))
    make_search()
    make_ad("Рано", state=State.REVIEW).approve(moderator)
    assert period_passes() == 1
    late.approve(moderator)
    assert period_passes() == 1

    assert "Рано" in mail.outbox[0].body
    assert "Рано" not in mail.outbox[1].body
    assert "Поздно" in mail.outbox[1].body


def test_nothing_new_is_no_letter(moderator):
    make_ad("Прежде", state=State.REVIEW).approve(moderator)
    make_search()

    assert period_passes() == 0
    assert not mail.outbox


def test_only_what_is_asked_is_told(moderator):
    cars = make_category("Авто")
    make_search("to=1000", category=cars)
    for title, fields in (("Дёшево", {"price": 900}), ("Дорого", {"price": 9000})):
        make_ad(title, state=State.REVIEW, category=cars, **fields).approve(moderator)
    make_ad("Не авто", state=State.REVIEW, category=make_category("Дом"), price=5).approve(moderator)
    period_passes()

    assert "Дёшево" in mail.outbox[0].body
    assert "Дорого" not in mail.outbox[0].body
    assert "Не авто" not in mail.outbox[0].body


def test_a_lower_price_is_news(moderator):
    ad = make_ad(state=State.REVIEW)
    ad.approve(moderator)
    make_search()
    ad.change({"price": 800_000}, [])
    period_passes()

    assert "850\u00a0000\u00a0₸" in mail.outbox[0].body


def test_what_was_hidden_meanwhile_is_not_told(moderator):
    make_search()
    ad = make_ad(state=State.REVIEW)
    ad.approve(moderator)
    ad.hide(moderator, "fraud")

    assert period_passes() == 0


def test_all_are_counted_and_the_first_hundred_told(moderator):
    search = make_search()
    for number in range(IN_FULL + 2):
        make_ad(f"Вещь {number}")
    Ad.objects.update(news_seq=1)
    SavedSearch.objects.update(cursor=0)
    make_ad("Последнее", state=State.REVIEW).approve(moderator)
    period_passes()
    search.refresh_from_db()

    assert "103" in mail.outbox[0].subject
    assert mail.outbox[0].body.count("/ads/") >= IN_FULL
    assert period_passes() == 0


def test_a_letter_that_fails_comes_later_with_everything(moderator, monkeypatch):
    make_search()
    make_ad(state=State.REVIEW).approve(moderator)

    def refuse(self):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        assert period_passes() == 0
    assert period_passes() == 1
    assert "ВАЗ-2107" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_while_a_letter_is_on_its_way_others_write_and_it_is_not_sent_twice(moderator, monkeypatch):
    make_search()
    make_ad(state=State.REVIEW).approve(moderator)
    meanwhile = []

    def watch(self):
        meanwhile.append((connection.in_atomic_block, write_due()))

    monkeypatch.setattr("django.core.mail.EmailMessage.send", watch)
    period_passes()
    assert meanwhile == [(False, 0)]


def test_without_an_account_from_the_list_to_the_end(client, moderator):
    category = make_category("Авто")
    values = {"email": "Reader@Example.com", "period": "daily", "category": category.slug, "filters": "kind=fixed&x=1"}
    client.post("/ads/searches/", values, **HERE)
    search = SavedSearch.objects.get()
    assert (search.email, search.filters, search.category) == (EMAIL, "kind=fixed", category)

    link = link_in(mail.outbox[0])
    client.get(link)
    search.refresh_from_db()
    assert search.confirmed_at is None
    client.post(link, **HERE)
    make_ad(state=State.REVIEW, category=category).approve(moderator)
    assert period_passes() == 1

    letter = mail.outbox[-1]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = re.search(r"http://[^/]+(/[^>]+)", letter.extra_headers["List-Unsubscribe"])[1]
    client.get(end)
    search.refresh_from_db()
    assert search.ended_at is None
    # A mail program posts without any page of ours, and without a cookie.
    assert Client(enforce_csrf_checks=True).post(end, {"List-Unsubscribe": "One-Click"}).status_code == 200
    make_ad("Ещё", state=State.REVIEW, category=category).approve(moderator)
    assert period_passes() == 0


def test_a_second_click_on_begin_passes_over_no_news(moderator):
    search = SavedSearch.objects.create(email=EMAIL, email_hash=hash_of("email", EMAIL))
    again = SavedSearch.objects.get()
    begin(search)
    make_ad(state=State.REVIEW).approve(moderator)

    begin(again)

    assert period_passes() == 1


def test_the_same_search_is_kept_once():
    make_search()

    with pytest.raises(IntegrityError):
        make_search()


@pytest.mark.parametrize("path", ["/ads/searches/x/", "/ads/searches/x/end/"])
def test_a_tampered_link_is_told_so(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("values", [{}, {"email": "нет", "period": "daily"}, {"email": EMAIL, "period": "yearly"}])
def test_bad_input_is_told(client, values):
    assert client.post("/ads/searches/", values, **HERE).status_code == 400
    assert not SavedSearch.objects.exists()


def test_a_question_longer_than_its_column_is_told(client):
    values = {"email": EMAIL, "period": "daily", "filters": f"q=дом {'😀' * 95}"}

    assert client.post("/ads/searches/", values, **HERE).status_code == 400
    assert not SavedSearch.objects.exists()


def test_a_search_whose_category_is_deleted_goes_with_it():
    category = make_category("Авто")
    make_search(category=category)
    category.delete()

    assert period_passes() == 0
    assert not SavedSearch.objects.exists()


def test_a_second_lower_price_on_one_day_is_news_too():
    ad = make_ad(price=1_000_000)
    make_search("to=850000")
    ad.change({"price": 900_000}, [])
    assert period_passes() == 0

    ad.change({"price": 800_000}, [])

    assert period_passes() == 1
    assert ad.dropped_from == "1\u00a0000\u00a0000\u00a0₸"


def test_a_first_price_is_news():
    ad = make_ad(price=None, price_kind="request")
    make_search("to=850000")

    ad.change({"price": 800_000, "price_kind": "fixed"}, [])

    assert period_passes() == 1


def test_a_price_that_was_away_for_a_moment_is_no_news():
    ad = make_ad()
    make_search()

    ad.change({"price": None, "price_kind": "request"}, [])
    ad.change({"price": 800_000, "price_kind": "fixed"}, [])

    assert period_passes() == 0


def test_what_moves_to_the_place_of_a_search_is_news():
    there = make_place("Тайынша")
    ad = make_ad(place=make_place())
    make_search(place=there)

    ad.change({"place_id": there.pk}, [])

    assert period_passes() == 1


def test_an_edit_that_a_moderator_let_in_is_news_to_those_who_seek_its_words(moderator):
    ad = make_ad()
    make_search("q=камаз")
    ad.change({"title": "Камаз самосвал"}, [])
    assert period_passes() == 0

    ad.approve(moderator)

    assert period_passes() == 1


@pytest.mark.parametrize("values", [{"name": "Гүлнар"}, {"phone": "+77012222222"}])
def test_another_name_or_phone_is_no_news(moderator, values):
    ad = make_ad(waits_since=ago(hours=1))
    make_search()

    ad.change(values, [])
    ad.approve(moderator)

    assert period_passes() == 0


def test_what_complaints_have_hidden_without_ground_is_not_told_twice(moderator):
    make_search()
    ad = make_ad(state=State.REVIEW)
    ad.approve(moderator)
    assert period_passes() == 1

    ad.hide(None, "fraud")
    ad.approve(moderator)

    assert period_passes() == 0


def test_what_was_hidden_and_mended_is_news(moderator):
    ad = make_ad()
    make_search()
    ad.hide(moderator, "contact")
    ad.change({"text": "Без номера."}, [])
    ad.approve(moderator)

    assert period_passes() == 1


def test_a_search_for_what_the_desk_has_taken_away_finds_nothing():
    cars = make_category()
    make = make_field(cars, "make", "choice", options=["lada", "kia"])
    make_search("f.make=lada", category=cars)
    make.options.filter(key="lada").delete()
    forget()
    make_ad(category=cars, fields={"make": "kia"})
    Ad.objects.update(news_seq=Head.current().seq)
    SavedSearch.objects.update(cursor=-1)

    assert period_passes() == 0


def test_a_refused_address_comes_back_with_the_whole_question(client):
    cars = make_category(slug="cars-to-find")
    posted = {"email": "reader@", "period": "weekly", "category": cars.slug, "filters": "q=камаз&to=850000"}
    answer = client.post("/ads/searches/", posted, **HERE)

    assert answer.status_code == 400
    assert 'value="reader@"' in answer.text
    assert '<option value="weekly" selected>' in answer.text
    assert f'value="{cars.slug}"' in answer.text
    assert "to=850000" in answer.text


def test_asked_again_with_another_period_it_has_that_one_once_the_link_was_followed(client):
    search = make_search(period="hourly")
    client.post("/ads/searches/", {"email": EMAIL, "period": "weekly", "filters": ""}, **HERE)
    search.refresh_from_db()
    assert search.period == "hourly"

    client.post(link_in(mail.outbox[0]), **HERE)
    search.refresh_from_db()
    assert search.period == "weekly"
    assert search.due_at > ahead(days=6)


def test_links_of_letters_from_before_periods_were_in_them_still_end_a_search(client):
    search = make_search()
    client.post(f"/ads/searches/{signing.dumps(search.pk, salt=TO_END)}/end/", **HERE)

    assert not SavedSearch.objects.running().exists()
