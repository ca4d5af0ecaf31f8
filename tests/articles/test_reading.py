"""The reading pages: addresses, editions, cursors, and that they are the same for every reader."""

import shutil
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.models import Publication
from people.models import User
from tests.builders import ago, make_article, make_author, make_section

pytestmark = pytest.mark.django_db


def test_a_wrong_slug_leads_to_the_right_one(client):
    article = make_article("Лёд на Ертисе")

    answer = client.get(f"/news/{article.pk}/staryi-zagolovok/")

    assert (answer.status_code, answer.headers["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("tail", ["", "staryi-adres", "staryi-adres/photo", "%D0%B0%D0%B4%D1%80%D0%B5%D1%81"])
def test_addresses_of_the_old_portal_keep_working(client, tail):
    article = make_article()

    answer = client.get(f"/news/{article.pk}/{tail}")

    assert (answer.status_code, answer.headers["Location"]) == (301, article.get_absolute_url())


def test_a_kazakh_article_is_read_in_the_kazakh_edition(client):
    article = make_article("Ертістегі мұз", language="kk")

    answer = client.get(f"/news/{article.pk}/{article.slug}/")

    assert answer.headers["Location"] == article.get_absolute_url() == f"/kk/news/{article.pk}/ertistegi-muz/"
    assert '<html lang="kk"' in client.get(article.get_absolute_url()).text


def test_the_language_switch_and_hreflang_lead_to_the_pair(client):
    russian, kazakh = make_article("Лёд"), make_article("Мұз", language="kk")
    russian.pair_with(kazakh)

    text = client.get(russian.get_absolute_url()).text

    assert f'hreflang="kk" href="http://testserver{kazakh.get_absolute_url()}"' in text
    assert f'href="{kazakh.get_absolute_url()}"' in text


def test_without_a_pair_the_switch_leads_to_the_other_front(client):
    text = client.get(make_article().get_absolute_url()).text

    assert 'href="/kk/"' in text
    assert 'rel="alternate" hreflang="kk"' not in text


def test_each_edition_lists_its_own_language(client):
    make_article("Лёд на Ертисе")
    make_article("Ертістегі мұз", language="kk")

    assert "Ертістегі" not in client.get("/news/").text
    assert "Лёд на" not in client.get("/kk/news/").text


def test_older_articles_are_one_link_away(client):
    for n in range(35):
        make_article(f"Новость № {n}", publish_at=ago(minutes=n + 1))
    first = client.get("/news/")
    cursor = first.context["page"].older

    second = client.get("/news/", {"older": cursor})

    assert f"?older={cursor}" in first.text
    assert [article.headline for article in second.context["page"]] == [f"Новость №\xa0{n}" for n in range(30, 35)]


@pytest.mark.parametrize(
    "path",
    [
        "/news/?older=x",
        "/archive/2026/2/30/",
        "/archive/0/1/1/",
        "/archive/1/1/1/",
        "/archive/9999/12/31/",
        "/news/99999999999999999999/",
        "/section/no/",
        "/tag/no/",
        "/author/no/",
        "/news/1/x/photo/0/",
    ],
)
def test_bad_addresses_do_not_exist(client, path):
    assert client.get(path).status_code == 404


def test_a_public_page_is_the_same_for_everybody(client):
    article = make_article(photos=1)
    paths = ["/", "/kk/", "/news/", article.get_absolute_url(), article.photos.get().get_absolute_url(), "/about/"]
    strangers = [client.get(path) for path in paths]
    client.force_login(User.objects.create_superuser("anna", password="anna"))

    editors = [client.get(path, headers={"Accept-Language": "kk"}) for path in paths]

    assert [answer.content for answer in editors] == [answer.content for answer in strangers]
    assert not any(answer.cookies or "Cookie" in answer.headers.get("Vary", "") for answer in strangers + editors)


def test_a_page_holds_no_token(client):
    text = client.get(make_article().get_absolute_url()).text

    assert "csrf" not in text.lower()


def test_a_section_has_an_address_in_each_edition(client):
    section = make_section("Спорт", "Спорт", slug_ru="sport-ru", slug_kk="sport-kk")

    assert client.get("/section/sport-ru/").context["editions"] == {
        "ru": "/section/sport-ru/",
        "kk": "/kk/section/sport-kk/",
    }
    assert client.get("/kk/section/sport-kk/").status_code == 200
    assert client.get("/kk/section/sport-ru/").status_code == 404
    assert section.name_ru in client.get("/section/sport-ru/").text


def test_the_archive_follows_the_local_day(client):
    make_article("Ночная новость", publish_at=datetime(2026, 9, 28, 19, 30, tzinfo=UTC))

    assert "Ночная новость" in client.get("/archive/2026/9/29/").text
    assert "Ночная новость" not in client.get("/archive/2026/9/28/").text


def test_almaty_is_five_hours_ahead_since_march_2024():
    before, after = datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 4, 1, tzinfo=UTC)

    assert timezone.localtime(before).hour == 6
    assert timezone.localtime(after).hour == 5


def test_an_author_is_shown_with_what_they_wrote(client):
    author = make_author("Динара Ахметова", bio_ru="Пишет о городе.")
    make_article("Лёд на Ертисе", authors=[author])

    text = client.get(author.get_absolute_url()).text

    assert "Динара Ахметова" in text
    assert "Пишет о городе." in text
    assert "Лёд на Ертисе" in text.replace("\xa0", " ")


def test_the_feed_carries_the_lead_photo(client):
    article = make_article("Лёд", photos=1, hashtags=["мост"], authors=[make_author()])

    text = client.get("/rss.xml").text

    assert f"<link>http://testserver{article.get_absolute_url()}</link>" in text
    assert "<enclosure" in text
    assert "<category>мост</category>" in text


def test_a_photo_whose_files_were_not_restored_breaks_no_feed(client, media):
    article = make_article("Лёд", photos=1)
    shutil.rmtree(media)

    text = client.get("/rss.xml").text
    assert article.get_absolute_url() in text
    assert "<enclosure" not in text


def test_a_name_pasted_with_a_sign_that_xml_does_not_know_breaks_no_file(client):
    Publication(name_ru="Наш\vгород", motto_ru="Новости\x01").save()
    make_article(authors=[make_author("Анна\vКим")], section=make_section("Город\x01"))

    texts = [client.get(path).text for path in ("/rss.xml", "/news-sitemap.xml")]

    assert "<category>Город</category>" in texts[0]
    assert "Анна Ким" in texts[0]
    assert "<news:name>Наш город</news:name>" in texts[1]


def test_machines_find_their_files(client):
    make_article("Лёд & «мост»")

    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    assert "http://testserver/sitemap-articles.xml" in client.get("/sitemap.xml").text
    assert "/led-most/" in client.get("/sitemap-articles.xml").text
    assert "<news:title>Лёд &amp; «мост»</news:title>" in client.get("/news-sitemap.xml").text
    assert client.get("/livez").text == client.get("/readyz").text == "ok\n"


def test_an_article_without_photos_has_the_papers_own_picture(client):
    text = client.get(make_article().get_absolute_url()).text

    assert '"image": ["http://testserver/static/img/share.jpg"]' in text


def test_a_page_may_be_kept_but_must_be_asked_about(client):
    first = client.get("/news/")

    second = client.get("/news/", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert second.status_code == 304
