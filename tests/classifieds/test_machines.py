"""What machines read of ads."""

import json
import re

import pytest

from classifieds.models import Day, State
from tests.classifieds.building import make_ad, make_category, make_field

pytestmark = pytest.mark.django_db
NUMBER = "77010000000"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def data_of(client, ad):
    html = client.get(ad.get_absolute_url()).content.decode()
    return [
        json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    ]


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("goods", "Product"),
        ("vehicle", "Vehicle"),
        ("realty", "RealEstateListing"),
        ("job", "JobPosting"),
        ("service", "Service"),
    ],
)
def test_each_nature_has_its_type(client, nature, kind):
    ad = make_ad(category=make_category(nature=nature), per="month")
    _crumbs, data = data_of(client, ad)

    assert data["@type"] == kind
    assert NUMBER not in json.dumps(data)
    assert "850000" in json.dumps(data)


def test_what_is_free_has_a_price_of_nothing(client):
    _crumbs, data = data_of(client, make_ad(price=None, price_kind="free"))

    assert data["offers"]["price"] == 0


@pytest.mark.parametrize("kind", ["request", "exchange"])
def test_a_thing_without_a_price_is_told_to_no_machine(client, kind):
    assert len(data_of(client, make_ad(price=None, price_kind=kind))) == 1
    service = make_category(nature="service")
    assert "offers" not in data_of(client, make_ad(price=None, price_kind=kind, category=service))[1]


def test_a_price_that_only_begins_somewhere_is_the_lowest(client):
    _crumbs, data = data_of(client, make_ad(price_kind="from"))

    assert data["offers"]["lowPrice"] == 850_000
    assert "price" not in data["offers"]


def test_a_car_is_told_with_its_make_year_and_mileage(client):
    cars = make_category(nature="vehicle")
    for key in ("year", "mileage"):
        make_field(cars, key)
    make_field(cars, "make", "choice", options=["lada"])
    ad = make_ad(category=cars, fields={"year": 2009, "mileage": 140_000, "make": "lada"})
    _crumbs, data = data_of(client, ad)

    assert (data["brand"]["name"], data["vehicleModelDate"]) == ("Lada", "2009")
    assert data["mileageFromOdometer"]["value"] == 140_000
    assert "image" not in data


def test_a_job_says_how_much_of_the_day_it_takes(client):
    jobs = make_category(nature="job")
    make_field(jobs, "schedule", "choice", options=["part"])
    ad = make_ad(category=jobs, fields={"schedule": "part"}, per="month", price_kind="from")
    _crumbs, data = data_of(client, ad)

    assert data["employmentType"] == "PART_TIME"
    assert data["baseSalary"]["value"]["minValue"] == 850_000


def test_words_cannot_close_the_script(client):
    _crumbs, data = data_of(client, make_ad(text="</script><script>alert(1)</script>"))

    assert data["description"] == "</script><script>alert(1)</script>"


def test_what_is_sold_tells_machines_nothing(client):
    assert len(data_of(client, make_ad(state=State.SOLD))) == 1


@pytest.mark.parametrize("path", ["/ads/rss.xml", "/ads/{slug}/rss.xml", "/kk/ads/rss.xml"])
def test_the_feed_has_the_ad_and_no_phone(client, path):
    ad = make_ad()
    make_ad("Продано", state=State.SOLD)
    xml = client.get(path.format(slug=ad.category.slug)).content.decode()

    assert "ВАЗ-2107" in xml
    assert "Продано" not in xml
    assert NUMBER not in xml
    assert "aigul" not in xml


def test_an_ad_stays_the_same_in_the_feed_when_its_words_change(client):
    ad = make_ad()

    assert f'<guid isPermaLink="true">http://testserver/ads/{ad.pk}/</guid>' in client.get("/ads/rss.xml").text


def test_words_are_no_markup_in_the_feed(client):
    make_ad(text="<script>alert(1)</script>")
    xml = client.get("/ads/rss.xml").text

    assert "<description>&lt;p&gt;&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;&lt;/p&gt;</description>" in xml


def test_a_control_sign_in_the_name_of_a_category_breaks_no_feed(client):
    category = make_category(name_ru="Авто\x0b", name_kk="Көлік\n")
    make_ad(category=category)

    assert "<category>Авто</category>" in client.get("/ads/rss.xml").text
    assert category.name_kk == "Көлік"


def test_the_map_has_live_ads_in_their_edition(client):
    ad, kazakh = make_ad(), make_ad("Үй сатылады", language="kk")
    make_ad("Продано", state=State.SOLD)
    xml = client.get("/sitemap-ads.xml").content.decode()

    assert xml.count("<loc>") == 2
    assert f"/ads/{ad.pk}/" in xml
    assert f"/kk/ads/{kazakh.pk}/" in xml


def test_a_reading_is_counted_for_the_author(client):
    ad = make_ad()
    for _ in range(2):
        assert client.post(f"/ads/{ad.pk}/seen/", HTTP_SEC_FETCH_SITE="same-origin").status_code == 204

    assert Day.objects.get(ad=ad).views == 2
    assert client.get(f"/ads/{ad.pk}/seen/").status_code == 405


def test_a_complaint_is_taken_in_once(client):
    ad = make_ad()
    for _ in range(2):
        answer = client.post(f"/ads/{ad.pk}/complaint/", {"reason": "fraud"}, HTTP_SEC_FETCH_SITE="same-origin")
        assert answer.status_code == 200

    assert ad.complaints.count() == 1
    assert client.post(f"/ads/{ad.pk}/complaint/", HTTP_SEC_FETCH_SITE="same-origin").status_code == 400
    assert client.get(f"/ads/{ad.pk}/complaint/").status_code == 200
