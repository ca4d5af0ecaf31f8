"""What machines read of ads."""

import json
import re

import pytest

from classifieds.models import Day, State
from tests.classifieds.building import make_ad, make_category

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


@pytest.mark.parametrize(("kind", "price"), [("free", 0), ("request", None), ("exchange", None)])
def test_a_kind_without_a_number_has_no_price(client, kind, price):
    _crumbs, data = data_of(client, make_ad(price=None, price_kind=kind))

    assert data.get("offers", {}).get("price") == price


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
