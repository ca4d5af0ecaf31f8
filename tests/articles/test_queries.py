"""How many queries each page takes, however much it shows."""

import pytest
from django.db import transaction
from django.utils import timezone

from paging import shared
from tests.builders import ago, make_article, make_author, make_comment, make_section

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 10


@pytest.fixture
def at_hand(client, monkeypatch):
    """What the pages of one second share has been read by a page before."""
    monkeypatch.setattr(shared, "SECONDS", 600)
    shared.forget()
    yield client.get
    shared.forget()


@pytest.fixture
def city():
    """Enough of everything that a query made once for each row would show."""
    sections = [make_section(f"Раздел {n}") for n in range(4)]
    author = make_author()
    for n in range(12):
        make_article(
            f"Новость {n}",
            section=sections[n % 4],
            authors=[author, make_author(f"Автор {n}")],
            hashtags=["мост", f"тег{n}"],
            photos=2 if n < 6 else 0,
            body="<p>Текст #мост</p>",
            format="photo_report" if n % 3 == 0 else "",
            publish_at=ago(minutes=n + 1),
        )
        make_article(f"Жаңалық {n}", language="kk", section=sections[n % 4], publish_at=ago(minutes=n + 1))
    return sections


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kk/",
        "/news/",
        "/photo/",
        "/tag/most/",
        "/author/dinara-akhmetova/",
        "/archive/{today}/",
        "/section/{section}/",
        "/rss.xml",
        "/about/",
        "/reuse/",
        "/nothing-here/",
        "/sitemap.xml",
        "/sitemap-articles.xml",
        "/news-sitemap.xml",
    ],
)
def test_a_list_takes_few_queries(client, at_hand, city, path, django_assert_max_num_queries):
    path = path.format(today=f"{timezone.localdate():%Y/%-m/%-d}", section=city[0].slug_ru)
    at_hand("/")

    with django_assert_max_num_queries(LIMIT):
        client.get(path)


def test_an_article_takes_few_queries(client, at_hand, city, django_assert_max_num_queries):
    article = make_article(
        photos=5, hashtags=["мост", "город"], authors=[make_author("Игорь Шмидт")], publish_at=ago(minutes=3)
    )
    article.pair_with(make_article(language="kk"))
    top = make_comment(article)
    for _answer in range(5):
        make_comment(article, parent=top)
    at_hand(make_article().get_absolute_url())

    with django_assert_max_num_queries(LIMIT):
        assert client.get(article.get_absolute_url()).status_code == 200


def test_a_photo_takes_few_queries(client, at_hand, city, django_assert_max_num_queries):
    photo = make_article(photos=5).photos.last()
    at_hand("/")

    with django_assert_max_num_queries(LIMIT):
        assert client.get(photo.get_absolute_url()).status_code == 200


def test_within_a_transaction_nothing_is_shared():
    shared.forget()
    with transaction.atomic():
        shared.shared("name", lambda: "never came to be")

    assert shared.shared("name", lambda: "is") == "is"
    assert shared.shared("name", lambda: "is newer") == "is"
    shared.forget()
    assert shared.shared("name", lambda: "is newest") == "is newest"
    shared.forget()
