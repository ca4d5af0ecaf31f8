"""What readers who are here are told of articles, without anybody telling it."""

import threading

import pytest
from django.db import connection
from django.utils import translation

from articles.live import announce, render_articles, render_withdrawn
from articles.models import Announcement, Article
from live.models import Event, Head
from tests.builders import ago, ahead, make_article, make_member

pytestmark = pytest.mark.django_db


def told():
    """The numbers of the articles that were announced, in order, since the last look."""
    announce()
    keys = list(Event.objects.filter(kind="article").order_by("seq").values_list("key", flat=True))
    Event.objects.all().delete()
    return [int(key) for key in keys]


def shown(article, language="ru"):
    """What its readers are sent: {topic: html}."""
    with translation.override(language):
        rendered = render_articles({str(article.pk)})
    return rendered[str(article.pk)].parts if rendered else None


def test_what_is_published_is_announced_once():
    article = make_article()

    assert told() == [article.pk]
    assert told() == []


def test_what_is_due_is_announced_when_its_moment_comes():
    article = make_article(publish_at=ahead(minutes=5))
    assert told() == []

    Article.objects.update(publish_at=ago(seconds=1), saved_at=ago(days=1))

    assert told() == [article.pk]


def test_drafts_are_never_announced():
    make_article(status="draft")

    assert told() == []


def test_what_is_withdrawn_is_taken_away():
    article = make_article()
    told()
    article.withdraw()

    assert told() == [article.pk]
    assert shown(article)["site"] == ""
    assert shown(article)[f"article:{article.pk}"]


def test_the_lists_of_both_editions_hear_of_what_is_withdrawn_until_it_is_back():
    article = make_article()
    announce()
    assert not Event.objects.filter(kind="withdrawn").exists()

    article.withdraw()
    announce()
    event = Event.objects.get(kind="withdrawn")
    assert event.topics == ["site"]
    assert render_withdrawn([event.key])[event.key].parts == {"site": ""}

    article.publish()
    announce()
    assert render_withdrawn([event.key]) == {}


def test_an_old_article_that_is_put_in_the_bin_is_taken_away():
    article = make_article(publish_at=ago(days=3))
    told()
    Article.objects.update(saved_at=ago(days=2))
    article.put_in_bin(make_member("editor"))

    assert told() == [article.pk]
    assert shown(article)[f"article:{article.pk}"]


def test_what_goes_before_it_was_announced_is_taken_away_too():
    article = make_article()
    article.withdraw()

    assert told() == [article.pk]
    assert shown(article)["site"] == ""
    assert shown(article)[f"article:{article.pk}"]
    assert told() == []


def test_what_is_withdrawn_before_its_moment_is_never_told():
    make_article(publish_at=ahead(minutes=5)).withdraw()

    assert told() == []


def test_what_runs_out_by_itself_is_taken_away():
    article = make_article()
    told()

    Article.objects.update(withdraw_at=ago(seconds=1), saved_at=ago(days=1))

    assert told() == [article.pk]


def test_a_new_headline_is_told():
    article = make_article()
    told()
    article.headline = "Мост открыли"
    article.save()

    assert told() == [article.pk]
    assert "Мост открыли" in shown(article)["site"]


def test_a_save_that_changes_nothing_for_readers_is_not_told():
    article = make_article()
    told()
    article.save()

    assert told() == []


def test_readers_of_a_new_article_are_not_told_that_it_was_updated():
    article = make_article()
    told()

    assert set(shown(article)) == {"site"}


def test_the_other_edition_hears_nothing():
    article = make_article()
    told()

    assert shown(article, "kk") is None


def test_an_old_article_does_not_enter_the_rail():
    old = make_article(publish_at=ago(days=30))
    for _ in range(12):
        make_article()
    told()

    assert shown(old)["site"] == ""


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_that_notice_at_once_one_tells():
    Head.objects.get_or_create(pk=1)
    article = make_article()

    def notice():
        try:
            announce()
        finally:
            connection.close()

    threads = [threading.Thread(target=notice) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Event.objects.filter(key=str(article.pk)).count() == 1
    assert Announcement.objects.get().version == 1
