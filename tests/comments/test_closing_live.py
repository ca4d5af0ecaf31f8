"""Readers who are here are told when the talk is closed, and when it opens again."""

import pytest
from django.utils import translation

from comments.live import looks_of_rules, tell_of_closing
from comments.models import Discussion, Rules
from live.models import Event
from tests.builders import ago, make_article, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_member("editor")


def told():
    return list(Event.objects.filter(kind="talk").order_by("seq").values_list("key", flat=True))


def test_a_talk_that_is_closed_is_told_once(anna):
    discussion = Discussion.objects.create(article=make_article())
    discussion.switch(anna, mode="closed")

    for _second in range(3):
        tell_of_closing()

    assert told() == [str(discussion.pk)]
    [look] = looks_of_rules([str(discussion.pk)]).values()
    assert look.version == 1
    assert "закрыты" in look.parts[f"article:{discussion.pk}"]


def test_undone_it_is_told_that_it_is_open(anna):
    discussion = Discussion.objects.create(article=make_article())
    ruling = discussion.switch(anna, mode="closed")
    tell_of_closing()
    ruling.undo(anna)

    tell_of_closing()

    assert len(told()) == 2
    assert looks_of_rules([str(discussion.pk)])[str(discussion.pk)].parts == {f"article:{discussion.pk}": ""}


def test_a_talk_that_closes_by_its_date_is_told():
    discussion = Discussion.objects.create(article=make_article(), closes_at=ago(minutes=1))

    tell_of_closing()

    assert told() == [str(discussion.pk)]


def test_the_whole_site_is_one_event_in_both_languages(anna):
    Rules.current().switch(anna, mode="closed")

    tell_of_closing()

    assert told() == ["site"]
    with translation.override("kk"):
        assert "жабық" in looks_of_rules(["site"])["site"].parts["site"]


def test_an_article_says_whether_the_rules_are_its_own(anna):
    discussion = Discussion.objects.create(article=make_article())
    key, topic = str(discussion.pk), f"article:{discussion.pk}"
    Rules.current().switch(anna, mode="closed")
    tell_of_closing()

    ruling = discussion.switch(anna, mode="open")
    tell_of_closing()
    own = looks_of_rules([key])[key].parts[topic]
    ruling.undo(anna)
    tell_of_closing()
    the_sites = looks_of_rules([key])[key].parts[topic]

    assert told() == ["site", key, key]
    assert "data-own hidden" in own
    assert "data-own" not in the_sites
    assert "закрыты" in the_sites


def test_where_nothing_was_switched_little_is_asked(django_assert_max_num_queries):
    Discussion.objects.create(article=make_article())

    with django_assert_max_num_queries(2):
        tell_of_closing()
    assert told() == []
