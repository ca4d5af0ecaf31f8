"""Offering something without an account, and managing it by its link."""

import csv
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from classifieds.due import tidy_ads, warn_of_the_end, write_down_the_end
from classifieds.export import BEGINS_A_FORMULA, as_csv
from classifieds.letters import send
from classifieds.life import NotNow
from classifieds.models import Ad, Band, ContactBan, Key, Reveal, State
from classifieds.tasks import write_letter
from paging.shared import forget
from people.contacts import hash_of
from people.visitors import remember
from pictures.models import Picture
from tests.builders import ago, ahead, make_member, make_picture, make_visitor
from tests.classifieds.building import EMAIL, PHONE, make_ad, make_category, make_field, make_place
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def cars():
    cars = make_category("Авто", slug="cars")
    make_field(cars, "make", "choice", options=("lada", "kia"), is_required=True)
    make_field(cars, "year", least=1950, most=2026)
    return cars


def filled(**changed):
    values = {
        "title": "ВАЗ-2107 на ходу",
        "text": "Зимняя резина в подарок.",
        "price": "850 000 ₸",
        "price_kind": "fixed",
        "f_make": "lada",
        "f_year": "2009",
        "place": str(make_place().pk),
        "name": "Айгүл",
        "phone": "8 (701) 000-00-00",
        "email": "Aigul@Example.com",
        "seller": "private",
        "agree": "on",
        "website": "",
    }
    return values | changed


def post(client, path, values=(), **more):
    return client.post(path, dict(values) | more, **HERE)


def offer(client, **changed):
    return post(client, "/ads/new/cars/", filled(**changed))


def photo(name="photo.jpg", colour="red", **options):
    file = BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG", **options)
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def link_in(letter):
    return re.search(r"http://[^/\s]+(/\S*ads/manage/\S+/)", letter.body)[1]


def test_from_the_form_to_the_readers(client, cars, work):
    answer = offer(client)
    ad = Ad.objects.get()
    assert (ad.state, ad.price, ad.phone, ad.email) == (State.DRAFT, 850_000, PHONE, EMAIL)
    assert ad.fields == {"make": "lada", "year": 2009}
    assert "ВАЗ-2107" in client.get(answer.url).content.decode()

    post(client, f"{answer.url}publish/")
    link = link_in(mail.outbox[0])
    ad.refresh_from_db()
    assert ad.state == State.UNCONFIRMED
    post(client, f"{link}confirm/")
    ad.refresh_from_db()
    assert ad.state == State.REVIEW
    ad.approve(make_member("moderator"))
    work()

    assert "ВАЗ-2107" in client.get("/ads/cars/").content.decode()
    assert mail.outbox[-1].to == [EMAIL]


def test_opening_links_changes_nothing(client, cars):
    ad = make_ad(category=cars)
    token = Key.objects.issue(ad, mailed=True)
    before = Ad.objects.values().get()
    for path in ("", "edit/"):
        assert client.get(f"/ads/manage/{token}/{path}").status_code == 200
    for deed in ("publish", "confirm", "renew", "bump", "sold", "delete"):
        assert client.get(f"/ads/manage/{token}/{deed}/").status_code == 405

    assert Ad.objects.values().get() == before


def test_two_clicks_on_publish_are_one_ad(client, cars):
    url = offer(client).url
    post(client, f"{url}publish/")
    post(client, f"{url}publish/")

    assert Ad.objects.get().log.filter(deed="submitted").count() == 1


def test_the_link_on_screen_does_not_prove_the_address(client, cars):
    url = offer(client).url
    post(client, f"{url}publish/")

    assert post(client, f"{url}confirm/").status_code == 409
    assert Ad.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"price": "0"}, "даром"),
        ({"price": ""}, "Напишите цену"),
        ({"price": "1000000000000"}, "Пересчитайте нули"),
        ({"price": "много"}, "цифрами"),
        ({"title": "🚗🚗🚗"}, "словами"),
        ({"phone": "12"}, "телефон"),
        ({"email": "нет"}, "name@example.com"),
        ({"f_make": ""}, "указать"),
        ({"f_make": "bmw"}, "списка"),
        ({"f_year": "1900"}, "Не меньше"),
        ({"f_year": "9" * 40}, "целое число"),
        ({"place": "999999"}, "wrong"),
        ({"agree": ""}, "правилам"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, cars, changed, said):
    answer = offer(client, **changed)
    html = answer.content.decode()

    assert answer.status_code == 400
    assert said in html
    assert "Зимняя резина в подарок." in html
    assert not Ad.objects.exists()


@pytest.mark.parametrize(
    "written",
    [
        "+77010000000",
        "87010000000",
        "7010000000",
        "8 701 000 00 00",
        "8(701)000-00-00",
        "+7 701 0000000",
        "+7-701-000-00-00",
        "  +7 (701) 000 00 00 ",
        "8.701.000.00.00",
        "８ ７０１ ０００ ００ ００",
    ],
)
def test_a_phone_in_every_spelling_is_one(client, cars, written):
    offer(client, phone=written)

    assert Ad.objects.get().phone == PHONE


def test_what_describes_a_field_is_on_the_page(client, cars):
    make_field(cars, "mileage", unit_ru="км", unit_kk="км")
    page = client.get("/ads/new/cars/").text
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}

    assert {"id_title_helptext", "id_phone_helptext", "id_f_mileage_helptext"} <= described
    assert [name for name in described if f'id="{name}"' not in page] == []


def test_who_offers_sees_the_number_before_it_is_out(client, cars):
    page = client.get(offer(client, phone="8 (701) 000-00-00").url).text

    assert "+7\u00a0701\u00a0000\u00a000\u00a000" in page


def test_a_price_for_nothing_is_none(client, cars):
    offer(client, price_kind="free", price="500")

    assert Ad.objects.get().price is None


def test_formulas_are_only_words_in_every_field(client, cars):
    make_field(cars, "colour", "text")
    formula = '=HYPERLINK("http://x")'
    place = str(make_place(formula).pk)
    offer(client, title=f"{formula} abc", text=formula, name=formula, f_colour=formula, place=place)
    ad = Ad.objects.get()
    ad.confirm()
    ad.approve(make_member("moderator"))
    html = client.get(ad.get_absolute_url()).text
    rows = list(csv.reader(as_csv([ad]).splitlines(), delimiter=";"))

    assert "=HYPERLINK(&quot;http://x&quot;)" in html
    assert [cell for cell in rows[1] if cell.startswith(BEGINS_A_FORMULA)] == []
    assert sum("HYPERLINK" in cell for cell in rows[1]) == 4


def test_the_print_page_has_ads_by_category_and_numbers_as_they_are_dialled():
    cars, houses = make_category("Авто"), make_category("Дом")
    ads = [
        make_ad(f"Вещь {number}", category=category) for number, category in enumerate([houses, cars, houses, cars])
    ]
    rows = list(csv.reader(as_csv(ads).splitlines(), delimiter=";"))[1:]

    assert [row[0] for row in rows] == ["Авто", "Авто", "Дом", "Дом"]
    assert {row[5] for row in rows} == {"8 701 000 00 00"}


HOSTILE = [
    "<script>alert(1)</script> диван",
    'диван" onmouseover="alert(1)',
    "нуль\u202eнаоборот\u2066 диван",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "</script><script>alert(1)//",
    "]]></description><script>alert(1)</script>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_place(client, cars, words):
    make_field(cars, "colour", "text")
    url = offer(client, title=words, text=words, name=words[:40], f_colour=words).url
    ad = Ad.objects.get()
    ad.confirm()
    ad.approve(make_member("moderator"))
    paths = [
        url,
        f"{url}edit/",
        ad.get_absolute_url(),
        f"/ads/{ad.pk}/complaint/",
        "/ads/",
        "/ads/cars/",
    ]
    together = "".join(client.get(path).text for path in paths)

    assert "<script>alert" not in together
    assert 'onmouseover="alert' not in together
    assert not set(together) & set("\u202e\u2066\x00")


@pytest.mark.parametrize("name", ["title", "text", "price", "place", "name", "phone", "email", "f_make", "photo"])
@pytest.mark.parametrize("value", ["\0", "\ud800", "x" * 100_000, "' OR 1=1 --", "9" * 5000])
def test_no_value_of_any_field_is_bad_enough(client, cars, name, value):
    body = urlencode(filled() | {name: value.encode("utf-8", "surrogatepass")})
    answer = client.post("/ads/new/cars/", body, "application/x-www-form-urlencoded", **HERE)

    assert answer.status_code in (302, 400)


def test_nobody_sets_what_the_form_does_not_ask(client, cars):
    offer(client, state="live", approved_at="2026-01-01", promoted_until="2030-01-01", owner="1", is_business="1")
    ad = Ad.objects.get()

    assert (ad.state, ad.approved_at, ad.promoted_until, ad.is_business) == (State.DRAFT, None, None, False)


def test_a_closed_category_takes_nothing(client, cars):
    cars.is_open = False
    cars.save()

    assert offer(client).status_code == 404


def test_another_site_posts_nothing(client, cars):
    assert client.post("/ads/new/cars/", filled(), HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_photos_come_along_without_their_metadata(client, cars, media):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (54.0, 52.0, 0.0)}
    post(client, "/ads/new/cars/", filled(), files=[photo(exif=exif), photo("b.jpg", "blue")])
    ad = Ad.objects.get()

    assert ad.photos.count() == 2
    with Image.open(media / ad.lead_picture.url(480).removeprefix("/media/")) as stored:
        assert not stored.getexif()


def test_a_broken_photo_is_named_and_the_others_stay(client, cars):
    broken = SimpleUploadedFile("broken.jpg", photo().read()[:300], "image/jpeg")
    answer = post(client, "/ads/new/cars/", filled(), files=[photo(), broken])
    html = answer.content.decode()

    assert answer.status_code == 400
    assert "broken.jpg" in html
    token = re.search(r'name="photo" value="([^"]+)"', html)[1]
    post(client, "/ads/new/cars/", filled(photo=token))
    assert Ad.objects.get().photos.count() == 1


def test_the_eleventh_photo_is_refused_and_ten_stay(client, cars):
    html = post(client, "/ads/new/cars/", filled(), files=[photo(f"{n}.jpg") for n in range(11)]).content.decode()

    assert "10.jpg" in html
    assert html.count('name="photo"') == 10


def test_photos_are_taken_in_before_the_form(client, cars):
    first = post(client, "/ads/photos/", files=[photo()])
    token = re.search(r'name="photo" value="([^"]+)"', first.text)[1]
    second = post(client, "/ads/photos/", photo=token, files=[photo("b.jpg", "blue")])
    tokens = re.findall(r'name="photo" value="([^"]+)"', second.text)
    drawn = client.get("/ads/photos/", {"photo": tokens})
    offer(client, photo=tokens)

    assert "no-store" in first.headers["Cache-Control"]
    assert drawn.text == second.text
    assert Ad.objects.get().photos.count() == 2


def test_a_photo_of_a_form_that_comes_back_after_days_is_still_there(client, cars, work):
    token = re.search(r'name="photo" value="([^"]+)"', post(client, "/ads/photos/", files=[photo()]).text)[1]
    work()
    DBTaskResult.objects.update(run_after=F("run_after") - timedelta(days=6))
    work()
    offer(client, photo=token)

    assert Ad.objects.get().photos.count() == 1


def test_a_photo_of_a_form_that_never_came_back_goes_when_its_time_is_over(client, cars, work):
    post(client, "/ads/photos/", files=[photo()])
    work()
    DBTaskResult.objects.update(run_after=F("run_after") - timedelta(days=7))
    work()

    assert not Picture.objects.exists()


def test_a_photo_that_is_none_is_told_beside_those_that_are(client, cars):
    token = re.search(r'name="photo" value="([^"]+)"', post(client, "/ads/photos/", files=[photo()]).text)[1]
    broken = SimpleUploadedFile("broken.jpg", photo().read()[:300], "image/jpeg")
    answer = post(client, "/ads/photos/", photo=token, files=[broken])

    assert answer.status_code == 422
    assert "broken.jpg" in answer.text
    assert token in answer.text


@pytest.mark.parametrize("tokens", [["x"], ["1"], [""], ["a:b:c"] * 200])
def test_no_token_is_bad_enough(client, tokens):
    answer = client.get("/ads/photos/", {"photo": tokens})

    assert answer.status_code == 200
    assert "<li>" not in answer.text


def test_another_site_uploads_nothing(client):
    assert client.post("/ads/photos/", {"files": photo()}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not Picture.objects.exists()


def test_nobody_shows_anothers_picture(client, cars):
    picture = Picture.objects.take_in(photo())
    offer(client, photo=str(picture.pk))

    assert not Ad.objects.get().photos.exists()


def test_a_tampered_link_leads_to_help(client):
    answer = client.get("/ads/manage/tampered/")

    assert answer.status_code == 404
    assert 'name="email"' in answer.content.decode()


def test_a_reused_link_says_that_a_newer_one_came(client):
    ad = make_ad()
    first = Key.objects.issue(ad, mailed=True)
    Key.objects.filter(ad=ad).update(ends_at=ago(days=1))

    assert client.get(f"/ads/manage/{first}/").status_code == 410
    assert post(client, f"/ads/manage/{first}/sold/").status_code == 410
    ad.refresh_from_db()
    assert ad.is_live


def test_nothing_is_renewed_after_it_was_deleted(client):
    ad = make_ad(ends_at=ahead(days=1))
    token = Key.objects.issue(ad, mailed=True)
    assert post(client, f"/ads/manage/{token}/delete/").status_code == 409
    post(client, f"/ads/manage/{token}/delete/", sure="on")

    assert post(client, f"/ads/manage/{token}/renew/").status_code == 410
    ad.refresh_from_db()
    assert (ad.state, ad.phone, ad.email) == (State.ARCHIVED, "", "")


@pytest.mark.parametrize(("deed", "state"), [("sold", State.SOLD), ("renew", State.LIVE), ("bump", State.LIVE)])
def test_the_author_does_it_by_the_link(client, deed, state):
    ad = make_ad(ends_at=ahead(days=1), bumped_at=ago(days=8))
    token = Key.objects.issue(ad, mailed=True)

    assert post(client, f"/ads/manage/{token}/{deed}/").status_code == 200
    ad.refresh_from_db()
    assert ad.state == state
    assert ad.log.count() == 1


def test_the_author_changes_it_and_the_material_waits(client, cars):
    ad = make_ad(category=cars, fields={"make": "lada", "year": 2009})
    token = Key.objects.issue(ad, mailed=True)
    post(client, f"/ads/manage/{token}/edit/", filled(title="Трактор", price="700000", place=str(ad.place_id)))
    ad.refresh_from_db()

    assert ad.title == "ВАЗ-2107 на ходу"
    assert ad.edit == {"title": "Трактор"}
    assert ad.price == 700_000
    assert ad.dropped_from


def test_the_author_sees_that_new_photos_wait(client, cars):
    ad = make_ad(category=cars)
    link = f"/ads/manage/{Key.objects.issue(ad, mailed=True)}/"
    ad.change({}, [make_picture()])
    html = client.get(link).text

    assert "Изменения ждут модератора" in html
    assert html.count('<span class="label">ждёт модератора</span>') == 1
    assert "ждёт модератора" not in client.get(ad.get_absolute_url()).text


def test_two_tabs_of_one_form_do_not_undo_each_other(client, cars):
    ad = make_ad(category=cars, fields={"make": "lada", "year": 2009})
    ad.change({}, [make_picture()])
    ad.approve(make_member("moderator"))
    link = f"/ads/manage/{Key.objects.issue(ad, mailed=True)}/edit/"
    same = {"place": str(ad.place_id), "text": ad.text, "phone": ad.phone}
    one, other = (opened(client, link) for _tab in range(2))
    more = photo("more.jpg", "blue")

    post(client, link, filled(**same, **one, price="99000", f_year="2010"), files=more)
    post(client, link, filled(**same, **other, name="Айгүл Т.", f_make="kia"))
    ad.refresh_from_db()

    assert ad.price == 99_000
    assert ad.edit == {"name": "Айгүл Т.", "fields": {"make": "kia", "year": 2010}}
    assert ad.photos.count() == 2

    post(client, link, filled(**same, **opened(client, link), price="98000", f_year=""))
    ad.refresh_from_db()
    assert ad.price == 98_000
    assert ad.edit["fields"] == {"make": "lada"}


def opened(client, link):
    """What a form carries along unseen."""
    html = client.get(link).text
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', html) for name in ("shown", "photo")}


def test_the_author_takes_an_ad_to_another_category(client, cars):
    flats = make_category("Квартиры", slug="flats")
    make_field(flats, "rooms", name="Комнат", is_required=True)
    ad = make_ad(category=cars, state=State.REJECTED, fields={"make": "lada"})
    link = f"/ads/manage/{Key.objects.issue(ad, mailed=True)}/edit/"
    forget()
    typed = filled(category="flats", place=str(ad.place_id), title="Квартира", **opened(client, link))

    asked = post(client, link, typed)
    assert asked.status_code == 400
    assert 'value="Квартира"' in asked.text
    assert "Комнат" in asked.text

    assert post(client, link, typed, f_rooms="2").status_code == 302
    ad = Ad.objects.get()
    assert (ad.category, ad.fields, ad.state) == (flats, {"rooms": 2}, State.REVIEW)


@pytest.mark.parametrize(
    "path",
    ["/ads/new/cars/", "/ads/{ad}/complaint/", "/ads/mine/", "/ads/manage/{token}/", "/ads/manage/{token}/edit/"],
)
def test_the_other_language_has_the_same_page(client, cars, path):
    ad = make_ad(category=cars)
    address = path.format(ad=ad.pk, token=Key.objects.issue(ad, mailed=True))
    html = client.get(address).text

    assert f'<a href="/kk{address}" lang="kk"' in html
    assert 'rel="alternate" hreflang' not in html
    assert client.get(f"/kk{address}").status_code == 200


def test_a_proved_address_is_not_changed(client, cars):
    ad = make_ad(category=cars, fields={"make": "lada"})
    token = Key.objects.issue(ad, mailed=True)
    post(client, f"/ads/manage/{token}/edit/", filled(email="other@example.com"))
    ad.refresh_from_db()

    assert ad.email == EMAIL


def test_another_address_than_the_letters_proves_itself_anew(client, cars):
    url = offer(client).url
    post(client, f"{url}publish/")
    link = link_in(mail.outbox[0])

    post(client, f"{link}edit/", filled(email="other@example.com", place=str(Ad.objects.get().place_id)))
    assert post(client, f"{link}confirm/").status_code == 409
    assert Ad.objects.get().state == State.UNCONFIRMED

    post(client, f"{link}publish/")
    post(client, f"{link_in(mail.outbox[1])}confirm/")
    assert mail.outbox[1].to == [Ad.objects.get().email] == ["other@example.com"]
    assert Ad.objects.get().state == State.REVIEW


def test_an_address_changed_while_the_former_one_is_confirmed_is_not_proved(client, cars):
    ad = make_ad(category=cars, fields={"make": "lada"}, state=State.UNCONFIRMED)
    token, email = Key.objects.issue(ad, mailed=True), "other@example.com"
    other = {"email": email, "email_hash": hash_of("email", email)}

    with just_before("SELECT", Band, lambda: Ad.objects.get().change(other, [])):
        assert post(client, f"/ads/manage/{token}/confirm/").status_code == 409

    ad.refresh_from_db()
    assert (ad.email, ad.state) == (email, State.UNCONFIRMED)


def test_a_letter_begun_before_the_address_changed_goes_to_the_new_one():
    ad, email = make_ad(state=State.UNCONFIRMED), "other@example.com"
    Ad.objects.get().change({"email": email, "email_hash": hash_of("email", email)}, [])

    send(ad, "confirm")

    assert mail.outbox[0].to == [email]


def test_a_banned_contact_offers_nothing(client, cars):
    url = offer(client).url
    ContactBan.objects.create(contact_hash=Ad.objects.get().phone_hash, reason="fraud")

    assert post(client, f"{url}publish/").status_code == 409
    assert not mail.outbox


@pytest.mark.parametrize("contact", ["phone_hash", "email_hash"])
def test_a_banned_contact_renews_and_changes_nothing(client, contact):
    ad = make_ad(state=State.EXPIRED, ends_at=ago(days=1))
    token = Key.objects.issue(ad, mailed=True)
    ContactBan.objects.create(contact_hash=getattr(ad, contact), reason="fraud")

    answer = post(client, f"/ads/manage/{token}/renew/")
    assert answer.status_code == 409
    assert "нельзя" in answer.text
    with pytest.raises(NotNow):
        ad.change({"price": 5}, [])
    ad.refresh_from_db()
    assert (ad.state, ad.price) == (State.EXPIRED, 850_000)


def test_nobody_changes_over_to_a_banned_phone():
    ad, banned = make_ad(), make_ad("Другое", phone="+77019999999", email="z@example.com")
    ContactBan.objects.create(contact_hash=banned.phone_hash, reason="fraud")

    with pytest.raises(NotNow):
        ad.change({"phone": banned.phone, "phone_hash": banned.phone_hash}, [])
    assert Ad.objects.get(pk=ad.pk).phone == PHONE


def test_links_are_mailed_again_and_nobody_learns_who_has_ads(client):
    make_ad()
    known = post(client, "/ads/mine/", email=EMAIL).content.decode()
    unknown = post(client, "/ads/mine/", email="nobody@example.com").content.decode()

    assert known.replace(EMAIL, "") == unknown.replace("nobody@example.com", "")
    assert len(mail.outbox) == 1


def test_two_people_with_one_phone_keep_their_own_ads(client):
    first, second = make_ad("Моё"), make_ad("Твоё", email="other@example.com")
    token = Key.objects.issue(first, mailed=True)
    post(client, f"/ads/manage/{token}/sold/")
    second.refresh_from_db()

    assert second.is_live


def test_a_confirmed_visitor_claims_their_own_and_no_others(client):
    own, other = make_ad("Моё"), make_ad("Чужое", phone="+77019999999", email="other@example.com")
    visitor = make_visitor(contact_kind="email", contact_hash=own.email_hash)
    answer = HttpResponse()
    remember(answer, visitor)
    client.cookies = answer.cookies

    assert "Моё" in client.get("/ads/mine/").text
    assert post(client, "/ads/mine/", claim=str(other.pk)).status_code == 404
    assert post(client, "/ads/mine/", claim=str(own.pk)).status_code == 302
    own.refresh_from_db()
    assert own.owner == visitor


def test_letters_come_before_the_end_and_at_it_once(work):
    soon = make_ad("Скоро", ends_at=ahead(days=2))
    over = make_ad("Кончилось", ends_at=ago(hours=1))
    make_ad("Нескоро", ends_at=ahead(days=9))
    for _ in range(2):
        warn_of_the_end()
        write_down_the_end()
    work()
    over.refresh_from_db()

    assert sorted(letter.subject for letter in mail.outbox) == [
        f"Скоро выйдет срок вашего объявления: {soon.title}",
        f"Срок вашего объявления вышел: {over.title}",
    ]
    assert over.state == State.EXPIRED


def test_a_letter_that_fails_leaves_the_former_link_as_it_was(monkeypatch):
    ad = make_ad()
    former = Key.objects.issue(ad, mailed=True)

    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(ConnectionRefusedError):
        write_letter.func(ad.pk, "approved")

    assert Key.objects.read(former).ends_at > ahead(days=100)


def test_who_renews_just_before_the_warning_is_warned_of_the_new_end(work):
    ad = make_ad(ends_at=ahead(days=2))

    with just_before("UPDATE", Ad, ad.renew):
        warn_of_the_end()
    work()

    ad.refresh_from_db()
    assert ad.warned_at is None
    assert not mail.outbox


def test_what_was_over_long_ago_forgets_its_author():
    ad = make_ad(state=State.SOLD, closed_at=ago(days=61))
    draft = make_ad(state=State.DRAFT, made_at=ago(days=15))
    ad.closed_at = ago(days=61)
    ad.save()

    assert tidy_ads() == 1
    ad.refresh_from_db()
    assert (ad.state, ad.email) == (State.ARCHIVED, "")
    assert not Ad.objects.filter(pk=draft.pk).exists()


def test_what_was_hidden_long_ago_forgets_its_author():
    ad = make_ad()
    ad.hide(make_member("moderator"), "fraud")
    assert tidy_ads() == 0
    Ad.objects.update(closed_at=ago(days=61))

    assert tidy_ads() == 1
    ad.refresh_from_db()
    assert (ad.state, ad.phone, ad.email) == (State.ARCHIVED, "", "")


def test_what_is_renewed_while_old_ads_are_archived_stays():
    older, newer = (make_ad(state=State.EXPIRED, closed_at=ago(days=61), ends_at=ago(days=61)) for _ in range(2))

    with just_before("UPDATE", Ad, older.renew):
        assert tidy_ads() == 1

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.is_live, older.email) == (True, EMAIL)
    assert newer.state == State.ARCHIVED


def test_what_is_confirmed_while_unsent_ads_are_dropped_stays():
    older, _newer = (make_ad(state=State.UNCONFIRMED, made_at=ago(days=15)) for _ in range(2))

    with just_before("DELETE", Ad, older.confirm):
        tidy_ads()

    assert Ad.objects.get().pk == older.pk


def test_the_photos_of_an_ad_that_was_never_sent_go_with_it(client, cars, work):
    post(client, "/ads/new/cars/", filled(), files=[photo()])
    Ad.objects.update(made_at=ago(days=15))
    tidy_ads()
    work()

    assert not Picture.objects.exists()


def test_who_asked_for_a_phone_is_forgotten_after_three_months():
    ad = make_ad()
    for days in (91, 93):
        Reveal.objects.create(ad=ad, visitor=make_visitor(), day=timezone.localdate() - timedelta(days=days))
    tidy_ads()

    assert Reveal.objects.count() == 1


def test_deleting_takes_the_photos_away_too(client, cars, work):
    post(client, "/ads/new/cars/", filled(), files=[photo(), photo("b.jpg", "blue")])
    ad = Ad.objects.get()
    shared = ad.photos.first().picture
    make_ad("Другое").photos.create(picture=shared)
    ad.delete_by_author()
    work()

    assert list(Picture.objects.all()) == [shared]


def test_a_photo_that_is_taken_out_of_an_ad_is_deleted(client, cars, work):
    post(client, "/ads/new/cars/", filled(), files=[photo(), photo("b.jpg", "blue")])
    ad = Ad.objects.get()
    kept = ad.photos.last().picture
    ad.change({}, [kept])
    work()

    assert list(Picture.objects.all()) == [kept]


def test_a_refused_edit_is_told_by_letter(work):
    ad = make_ad()
    ad.change({"title": "Слон"}, [])
    ad.reject(make_member("moderator"), "category")
    work()

    assert mail.outbox[0].subject == "Правка не пропущена: ВАЗ-2107 на ходу"
    assert "не та рубрика" in mail.outbox[0].body
    assert "по-прежнему" in mail.outbox[0].body
