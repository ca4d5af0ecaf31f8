"""An article's texts, pair, photos and address."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from tests.builders import ago, make_article, make_photo, make_section

pytestmark = pytest.mark.django_db


def test_saving_makes_the_text_final():
    article = make_article('Мост "открыт" - наконец', body='<p>"Да", - сказал он.<script>x</script></p>')

    kept = Article.objects.get(pk=article.pk)

    assert kept.headline == "Мост «открыт»\xa0— наконец"
    assert kept.body == "<p>«Да»,\xa0— сказал он.</p>"


def test_the_moment_of_publishing_is_in_whole_seconds():
    assert make_article().publish_at.microsecond == 0


def test_saving_one_field_leaves_the_text_alone():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(headline="старое - новое")
    article.refresh_from_db()

    article.save(update_fields=["format"])

    assert Article.objects.get(pk=article.pk).headline == "старое - новое"


def test_the_address_is_in_the_articles_own_edition():
    russian, kazakh = make_article("Лёд на Ертисе"), make_article("Ертістегі мұз", language="kk")

    assert russian.get_absolute_url() == f"/news/{russian.pk}/lyod-na-ertise/".replace(
        "lyod", russian.slug.split("-")[0]
    )
    assert kazakh.get_absolute_url() == f"/kk/news/{kazakh.pk}/ertistegi-muz/"


def test_a_headline_without_letters_still_has_an_address():
    assert make_article("!!!").get_absolute_url().endswith("/article/")


def test_pairing_works_both_ways_and_frees_the_former_pair():
    russian, kazakh, other = make_article(), make_article(language="kk"), make_article(language="kk")

    russian.pair_with(kazakh)
    other.pair_with(russian)

    assert Article.objects.get(pk=russian.pk).pair == other
    assert Article.objects.get(pk=other.pk).pair == russian
    assert Article.objects.get(pk=kazakh.pk).pair is None


def test_unpairing_frees_both():
    russian, kazakh = make_article(), make_article(language="kk")
    russian.pair_with(kazakh)

    russian.pair_with(None)

    assert not Article.objects.filter(pair__isnull=False).exists()


def test_it_refuses_a_pair_in_its_own_language():
    with pytest.raises(ValidationError):
        make_article().pair_with(make_article())


def test_photos_are_numbered_in_order_and_the_first_one_leads(work):
    article = make_article()
    second, first = make_photo(article, number=7), make_photo(article, number=3)

    article.settle_photos()

    assert [(photo.pk, photo.number) for photo in article.photos.all()] == [(first.pk, 1), (second.pk, 2)]
    assert article.lead_photo == first


def test_a_photo_of_another_article_cannot_lead():
    mine, other = make_article(photos=1), make_article(photos=1)
    mine.lead_photo = other.lead_photo

    mine.settle_photos()

    assert mine.lead_photo == mine.photos.get()


def test_an_article_also_stands_in_other_sections():
    sport, city = make_section("Спорт"), make_section("Город")
    article = make_article(section=sport)
    article.also_in.add(city)

    assert list(Article.objects.in_section(sport)) == [article]
    assert list(Article.objects.in_section(city)) == [article]


def test_related_articles_share_most_hashtags_first():
    article = make_article(hashtags=["мост", "дороги", "ремонт"])
    one = make_article(hashtags=["мост"], publish_at=ago(minutes=1))
    two = make_article(hashtags=["мост", "дороги"], publish_at=ago(days=1))
    make_article(hashtags=["хоккей"])
    make_article(hashtags=["мост"], language="kk")

    assert list(Article.objects.published().related_to(article)) == [two, one]


def test_a_change_that_readers_see_is_noted():
    article = make_article(publish_at=ago(hours=2))

    article.lead = "Открыли раньше срока."
    article.save()

    assert Article.objects.get().updated_at is not None


@pytest.mark.parametrize(
    ("published", "field", "value"),
    [
        ({"publish_at": ago(hours=2)}, "front_place", 3),
        ({"publish_at": ago(hours=2)}, "lead", "Полоса закрыта до пятницы."),
        ({"publish_at": ago(minutes=2)}, "lead", "Открыли раньше срока."),
        ({"status": "draft", "publish_at": ago(hours=2)}, "lead", "Открыли раньше срока."),
    ],
    ids=["not to be read", "not changed", "just published", "not published"],
)
def test_other_changes_are_not(published, field, value):
    article = make_article(**published)

    setattr(article, field, value)
    article.save()

    assert Article.objects.get().updated_at is None
