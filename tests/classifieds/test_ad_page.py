"""The page of an ad, and its phone."""

import re

import pytest

from classifieds.live import looks_of_ads
from classifieds.models import Reveal, State
from classifieds.revealing import OF_NEWCOMERS, OF_ONE_VISITOR
from tests.builders import ago, make_visitor
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db
NUMBER = "0000000"


def ask(client, ad, **headers):
    return client.post(f"/ads/{ad.pk}/phone/", HTTP_SEC_FETCH_SITE="same-origin", **headers)


def test_a_live_ad_shows_what_it_offers(client):
    ad = make_ad(old_price=900_000)
    html = client.get(ad.get_absolute_url()).content.decode()

    assert "ВАЗ-2107 на ходу" in html
    assert "850\u00a0000\u00a0₸" in html
    assert "900\u00a0000\u00a0₸" in html


@pytest.mark.parametrize("path", ["/ads/{}/", "/ads/{}/slon/", "/kk/ads/{}/slon/"])
def test_another_slug_leads_to_the_right_address(client, path):
    ad = make_ad()
    answer = client.get(path.format(ad.pk))

    assert answer.status_code == 301
    assert answer.url.endswith(f"/ads/{ad.pk}/vaz-2107-na-khodu/")


@pytest.mark.parametrize(
    ("state", "fields", "status"),
    [
        (State.SOLD, {}, 200),
        (State.EXPIRED, {}, 200),
        (State.LIVE, {"ends_at": ago(days=1)}, 200),
        (State.SOLD, {"closed_at": ago(days=61)}, 410),
        (State.LIVE, {"ends_at": ago(days=61)}, 410),
        (State.HIDDEN, {}, 410),
        (State.ARCHIVED, {}, 410),
        (State.DRAFT, {}, 404),
        (State.UNCONFIRMED, {}, 404),
        (State.REVIEW, {}, 404),
        (State.REJECTED, {}, 404),
    ],
)
def test_an_ad_that_is_not_live_says_so(client, state, fields, status):
    ad = make_ad(state=state)
    for name, value in fields.items():
        setattr(ad, name, value)
    ad.save()
    answer = client.get(ad.get_absolute_url())

    assert answer.status_code == status
    assert "/phone/" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/ads/{}/", "/ads/{}/slon/", "/kk/ads/{}/"])
def test_what_is_gone_does_not_tell_its_title(client, address):
    ad = make_ad("Секретное имя", state=State.HIDDEN)
    html = client.get(address.format(ad.pk)).text

    assert "Секретное" not in html
    assert "sekretnoe" not in html
    assert f'href="/ads/{ad.pk}/"' in html or f'href="/kk/ads/{ad.pk}/"' in html


def test_the_phone_stands_on_no_page(client):
    ad = make_ad()
    pages = [ad.get_absolute_url(), "/ads/", f"/ads/{ad.category.slug}/", f"/ads/in/{ad.place.slug}/", "/ads/?q=ваз"]

    for path in pages:
        digits = "".join(filter(str.isdigit, client.get(path).content.decode()))
        assert NUMBER not in digits.replace("850000", "")


def test_a_press_shows_it_without_scripts(client):
    html = ask(client, make_ad()).content.decode()

    assert "tel:+77010000000" in html
    assert "https://wa.me/77010000000" in html


def test_a_script_gets_a_fragment(client):
    answer = ask(client, make_ad(), HTTP_ACCEPT="application/json")

    assert "tel:+77010000000" in answer.json()["html"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_opening_the_address_shows_nothing(client):
    assert client.get(f"/ads/{make_ad().pk}/phone/").status_code == 405


def test_another_site_cannot_ask(client):
    ad = make_ad()

    assert client.post(f"/ads/{ad.pk}/phone/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not Reveal.objects.exists()


def test_one_visitor_counts_once_a_day(client):
    ad = make_ad()
    for _ in range(3):
        ask(client, ad)

    assert ad.days.get().reveals == 1
    assert ad.reveals.count() == 1


@pytest.mark.parametrize(("state", "said"), [(State.SOLD, "Продано."), (State.HIDDEN, "бъявлени")])
@pytest.mark.parametrize("headers", [{}, {"HTTP_ACCEPT": "application/json"}])
def test_the_phone_of_what_is_over_is_not_shown_and_says_so(client, state, said, headers):
    answer = ask(client, make_ad("Секретное имя", state=state), **headers)

    assert answer.status_code == 410
    assert said in (answer.json()["html"] if headers else answer.text)
    assert NUMBER not in answer.text
    assert state == State.SOLD or "Секретное" not in answer.text


def test_the_phone_of_what_was_never_shown_is_nowhere(client):
    assert ask(client, make_ad(state=State.REVIEW)).status_code == 404


def test_an_open_page_is_told_what_has_become_of_its_ad(client):
    ad = make_ad()
    shown = re.search(r'data-topic="ad:\d+" .*data-looks="(\w+)"', client.get(ad.get_absolute_url()).text)[1]
    assert shown in told(ad)

    ad.change({"price": 99_000}, [])
    assert shown not in told(ad)
    assert "Объявление изменилось." in told(ad)

    ad.sell()
    assert "Продано." in told(ad)


def told(ad):
    return looks_of_ads([str(ad.pk)])[str(ad.pk)].parts[f"ad:{ad.pk}"]


def test_twenty_an_hour_and_no_more(client):
    ads = [make_ad(f"Ад {number}") for number in range(OF_ONE_VISITOR + 1)]
    answers = [ask(client, ad) for ad in ads]

    assert [answer.status_code for answer in answers] == [200] * OF_ONE_VISITOR + [429]
    assert NUMBER not in answers[-1].content.decode()
    assert ask(client, ads[0]).status_code == 200


def test_who_throws_the_cookie_away_shares_with_neighbours(client):
    ad = make_ad()
    statuses = []
    for number in range(OF_NEWCOMERS + 1):
        client.cookies.clear()
        statuses.append(ask(client, ad, HTTP_X_FORWARDED_FOR=f"8.8.{number}.1").status_code)

    assert statuses == [200] * OF_NEWCOMERS + [429]


def test_who_has_been_here_goes_on(client, rf):
    from people.limits import wait

    for _ in range(OF_NEWCOMERS):
        wait("reveal:127.0.0.0/24", OF_NEWCOMERS, 3600)
    ad, visitor = make_ad(), make_visitor(made_at=ago(hours=2))
    assert ask(client, ad).status_code == 429
    from classifieds.revealing import reveal

    assert reveal(ad, visitor, "127.0.0.0/24") == ad.phone


@pytest.mark.parametrize("title", ["Phone", "Seen!", "Kept", "complaint"])
def test_a_title_that_is_a_word_of_addresses_has_a_page_all_the_same(client, title):
    answer = client.get(make_ad(title).get_absolute_url())

    assert answer.status_code == 200
    assert f">{title}</h1>" in answer.text
