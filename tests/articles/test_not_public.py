"""What is not published appears nowhere, and appears everywhere at its minute with nothing having run."""

import pytest
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Article, Hashtag, PreviewLink
from tests.builders import ago, ahead, make_article, make_author, make_section

pytestmark = pytest.mark.django_db

SECRET = "Тайный мост"
NOT_PUBLIC = {
    "draft": {"status": "draft", "publish_at": None},
    "dated draft": {"status": "draft", "publish_at": ago(hours=1)},
    "in review": {"status": "in_review", "publish_at": ago(hours=1)},
    "due tomorrow": {"status": "published", "publish_at": ahead(days=1)},
    "withdrawn": {"status": "withdrawn", "publish_at": ago(hours=1)},
    "run out": {"status": "published", "publish_at": ago(hours=1), "withdraw_at": ago(minutes=1)},
    "in the bin": {"status": "withdrawn", "publish_at": ago(hours=1), "deleted_at": ago(minutes=1)},
}


@pytest.fixture(params=NOT_PUBLIC.values(), ids=NOT_PUBLIC.keys())
def secret(request):
    """An article nobody may read yet, as prominent as can be, beside a published one it is paired with."""
    section, author = make_section("Город", "Қала"), make_author()
    fields = {"section": section, "authors": [author], "hashtags": ["мост"], "photos": 2, "format": "photo_report"}
    secret = make_article(SECRET, front_place=1, **fields | request.param)
    public = make_article("Ертістегі көпір", language="kk", section=section, hashtags=["мост"])
    make_article("Открытый мост", section=section, hashtags=["мост"], publish_at=ago(hours=2))
    secret.pair_with(public)
    secret.notes.create(kind="corrected", text="Тайный мост открыт.")
    PreviewLink.objects.make(secret, by=None)
    return secret


def pages():
    """Every kind of public page and file that could show an article."""
    public = Article.objects.get(headline="Открытый мост")
    kazakh = Article.objects.get(language="kk")
    today = timezone.localdate()
    tomorrow = timezone.localdate(ahead(days=1))
    return [
        "/",
        "/kk/",
        "/news/",
        "/kk/news/",
        public.section.get_absolute_url(),
        f"/kk/section/{public.section.slug_kk}/",
        Hashtag.objects.get().get_absolute_url(),
        "/author/dinara-akhmetova/",
        "/photo/",
        f"/archive/{today:%Y/%-m/%-d}/",
        f"/archive/{tomorrow:%Y/%-m/%-d}/",
        public.get_absolute_url(),
        kazakh.get_absolute_url(),
        "/rss.xml",
        "/kk/rss.xml",
        "/sitemap.xml",
        "/sitemap-articles.xml",
        "/news-sitemap.xml",
        "/corrections/",
        "/kk/corrections/",
        "/nothing-here/",
    ]


def test_it_appears_nowhere(client, secret):
    texts = {path: client.get(path).text for path in pages()}

    showing = [
        path
        for path, text in texts.items()
        if "Тайный" in text or f"/news/{secret.pk}/" in text or "/preview/" in text
    ]
    assert showing == []


def test_its_own_addresses_do_not_exist(client, secret):
    photo = secret.photos.first()

    answers = [client.get(path).status_code for path in (secret.get_absolute_url(), photo.get_absolute_url())]

    assert answers == [404, 404]


def test_its_short_address_does_not_give_its_headline_away(client, secret):
    assert client.get(f"/news/{secret.pk}/").status_code == 404


def test_a_hashtag_that_only_it_carries_has_no_page(client, secret):
    secret.hashtags.set(["тайна"])

    assert client.get("/tag/taina/").status_code == client.get("/tag/tayna/").status_code == 404


def test_the_archive_does_not_count_it(client, secret):
    assert client.get("/archive/").headers["Location"] == f"/archive/{timezone.localdate(ago(hours=2)):%Y/%-m/%-d}/"


def test_a_due_article_appears_at_its_minute(client):
    article = make_article(SECRET, publish_at=ahead(hours=1))
    assert client.get(article.get_absolute_url()).status_code == 404
    Article.objects.filter(pk=article.pk).update(publish_at=ago(seconds=1))

    assert SECRET in client.get(article.get_absolute_url()).text.replace("\xa0", " ")
    assert SECRET in client.get("/").text
    assert SECRET in client.get("/rss.xml").text


def test_an_article_goes_at_its_minute(client):
    article = make_article(SECRET, withdraw_at=ahead(hours=1))
    assert SECRET in client.get("/").text
    Article.objects.filter(pk=article.pk).update(withdraw_at=ago(seconds=1))

    assert client.get(article.get_absolute_url()).status_code == 404
    assert SECRET not in client.get("/").text
    assert SECRET not in client.get("/rss.xml").text


@pytest.mark.parametrize("path", ["/rss.xml", "/sitemap-articles.xml"])
def test_who_asks_by_date_alone_hears_that_an_article_is_gone(client, path):
    make_article("Свежая новость")
    article = make_article(SECRET, publish_at=ago(hours=2))
    client.get(path)
    article.withdraw()

    answer = client.get(path, headers={"If-Modified-Since": http_date(timezone.now().timestamp())})

    assert answer.status_code == 200
    assert f"/news/{article.pk}/" not in answer.text


def test_who_has_the_feed_as_it_is_does_not_load_it_again(client):
    make_article()
    etag = client.get("/rss.xml").headers["ETag"]

    assert client.get("/rss.xml", headers={"If-None-Match": etag}).status_code == 304
