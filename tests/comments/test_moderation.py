"""What moderators decide: whole verbs, each a ruling, each undone exactly."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, Complaint, Discussion, Mode, Rules, Ruling
from comments.moderation import Changed, Period, lift, refuse_appeal
from comments.rulings import AlreadyDecided
from live.models import Event
from people.bans import Ban
from tests.builders import ago, ahead, make_article, make_comment, make_member, make_visitor
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db
STATE = ["state", "held_for", "hidden_for", "shown_at", "complained_at", "reply_count"]


@pytest.fixture
def anna():
    return make_member("chief", first_name="Анна", last_name="Вебер")


@pytest.fixture
def boris():
    return make_member("moderator", first_name="Борис", last_name="Ли")


@pytest.fixture
def held():
    return make_comment(state="held", held_for="links")


def seen(comment):
    last = Ruling.objects.in_force().filter(comment=comment).order_by("-pk").first()
    return Comment.objects.get(pk=comment.pk).seen(last)


def stands(comment):
    return Comment.objects.values(*STATE).get(pk=comment.pk)


def count(comment):
    return Discussion.objects.get(pk=comment.article_id).count


def test_what_is_approved_late_is_shown_counted_and_told_live(held, anna):
    version = held.version

    ruling = held.approve(anna)

    held.refresh_from_db()
    assert (held.state, held.held_for, held.version) == ("shown", "", version + 1)
    assert held.shown_at > held.created_at
    assert count(held) == 1
    assert (ruling.what, ruling.by, ruling.comment) == ("approved", anna, held)
    assert list(Event.objects.values_list("kind", "key")) == [("comment", str(held.pk))]


def test_the_event_is_the_last_thing_written(held, anna):
    with CaptureQueriesContext(connection) as queries:
        held.approve(anna)

    written = [q["sql"] for q in queries if re.search("INSERT|UPDATE .* SET", q["sql"])]
    assert "live_event" in written[-1]
    assert any("live_head" in sql for sql in written[-2:])
    assert not any("live_" in sql for sql in written[:-2])


def test_approving_twice_does_nothing_the_second_time(held, anna):
    held.approve(anna)

    assert Comment.objects.get(pk=held.pk).approve(anna) is None
    assert Ruling.objects.count() == 1
    assert Event.objects.count() == 1


def test_what_is_hidden_goes_with_its_reason(anna):
    comment = make_comment()

    comment.hide(anna, "insult")

    assert (stands(comment)["state"], stands(comment)["hidden_for"]) == ("hidden", "insult")
    assert count(comment) == 0
    assert Ruling.objects.get().reason == "insult"


def test_hiding_twice_keeps_the_first_reason(anna):
    comment = make_comment()
    comment.hide(anna, "insult")

    assert comment.hide(anna, "hate") is None
    assert stands(comment)["hidden_for"] == "insult"


def test_who_comes_second_is_told_who_was_first(held, anna, boris):
    page = seen(held)
    held.approve(anna, page)

    with pytest.raises(AlreadyDecided) as told:
        held.hide(boris, "insult", page)

    assert (told.value.ruling.who, told.value.ruling.what) == ("Анна Вебер", "approved")
    assert stands(held)["state"] == "shown"


def test_who_has_read_the_decision_may_decide_otherwise(held, anna, boris):
    held.approve(anna)

    held.hide(boris, "insult", seen(held))

    assert stands(held)["state"] == "hidden"


def test_a_decision_on_words_that_have_changed_is_not_taken(held, anna):
    page = seen(held)
    held.edit("Совсем другие слова.")

    with pytest.raises(Changed):
        held.approve(anna, page)

    assert stands(held)["state"] == "held"


def test_what_its_author_deleted_is_not_shown_again(held, anna):
    held.delete_by_author()

    with pytest.raises(Changed):
        held.approve(anna)


@pytest.mark.parametrize(
    ("before", "decide"),
    [
        ({"state": "held", "held_for": "stop_word"}, lambda comment, by: comment.approve(by)),
        ({"state": "held", "held_for": "first"}, lambda comment, by: comment.hide(by, "hate")),
        ({"state": "held", "held_for": "mode"}, lambda comment, by: comment.ban(by, "hate", Period.WEEK)),
        ({}, lambda comment, by: comment.hide(by, "insult")),
        ({}, lambda comment, by: comment.ban(by, "insult", Period.GOOD)),
        ({"complained_at": ago(hours=1)}, lambda comment, by: comment.approve(by)),
    ],
)
def test_undoing_restores_the_former_state_exactly(anna, before, decide):
    comment = make_comment(**before)
    was, counted = stands(comment), Discussion.objects.filter(count__gt=0).count()
    ruling = decide(comment, anna)

    undone = ruling.undo(anna)

    assert stands(comment) == was
    assert Discussion.objects.filter(count__gt=0).count() == counted
    assert (undone.what, undone.undoes) == ("undone", ruling)
    assert not Ban.objects.running().exists()


def test_undoing_restores_it_also_when_answers_followed(held, anna):
    top = make_comment(article=held.article)
    ruling = top.hide(anna, "insult")
    ruling.undo(anna)
    approved = held.approve(anna)
    make_comment(article=held.article, parent=Comment.objects.get(pk=held.pk))

    approved.undo(anna)

    assert (stands(held)["state"], stands(held)["held_for"], stands(held)["reply_count"]) == ("held", "links", 1)
    assert stands(held)["shown_at"] is None
    assert count(held) == 2


def test_undoing_twice_does_nothing(held, anna):
    ruling = held.approve(anna)
    ruling.undo(anna)
    held.refresh_from_db()
    again = held.approve(anna)

    assert ruling.undo(anna) is None
    assert stands(held)["state"] == "shown"
    assert again.is_in_force


def test_an_undoing_is_not_undone(held, anna):
    undone = held.approve(anna).undo(anna)

    assert undone.undo(anna) is None
    assert stands(held)["state"] == "held"


def test_what_another_decision_stands_on_is_undone_after_it(held, anna, boris):
    first = held.approve(anna)
    second = Comment.objects.get(pk=held.pk).hide(boris, "hate")

    with pytest.raises(ValidationError):
        first.undo(anna)
    second.undo(anna)
    first.undo(anna)

    assert stands(held)["state"] == "held"


def test_after_an_undoing_somebody_else_decides_as_if_nothing_had_been(held, anna, boris):
    page = seen(held)
    held.approve(anna, page).undo(anna)

    assert held.hide(boris, "hate", page).by == boris


def test_a_ban_takes_the_comment_along_and_says_until_when(anna):
    comment = make_comment()

    ruling = comment.ban(anna, "hate", Period.WEEK)

    ban = Ban.objects.running().get()
    assert (ban.visitor, ban.reason, ban.by) == (comment.visitor, "hate", anna)
    assert ahead(days=6) < ban.until < ahead(days=8)
    assert (stands(comment)["state"], ruling.ban) == ("hidden", ban)


def test_somebody_banned_for_longer_stays_so(anna):
    visitor = make_visitor()
    make_comment(visitor=visitor).ban(anna, "hate", Period.GOOD)
    second = make_comment(visitor=visitor)

    ruling = second.ban(anna, "insult", Period.DAY)

    assert Ban.objects.count() == 1
    assert (ruling.what, stands(second)["state"]) == ("hidden", "hidden")


def test_nobody_is_banned_for_the_newsrooms_words(anna):
    comment = make_comment(visitor=None, from_newsroom=True)

    with pytest.raises(ValidationError):
        comment.ban(anna, "hate", Period.DAY)

    assert stands(comment)["state"] == "shown"


def test_a_ban_is_lifted_once_and_banned_again_by_undoing(anna, boris):
    ban = make_comment().ban(anna, "hate", Period.WEEK).ban

    lifted = lift(ban, anna)

    assert lift(ban, anna) is None
    with pytest.raises(AlreadyDecided):
        lift(ban, boris)
    assert not Ban.objects.running().exists()
    lifted.undo(anna)
    assert Ban.objects.running().get() == ban


def test_an_appeal_is_refused_and_that_undone(anna):
    ban = make_comment().ban(anna, "hate", Period.WEEK).ban
    Ban.objects.update(appeal="Это был не я.", appealed_at=ago(hours=1))

    ruling = refuse_appeal(ban, anna)

    assert not Ban.objects.appealed().exists()
    assert Ban.objects.running().exists()
    ruling.undo(anna)
    assert Ban.objects.appealed().get() == ban


def test_lifting_a_ban_settles_its_appeal(anna):
    ban = make_comment().ban(anna, "hate", Period.WEEK).ban
    Ban.objects.update(appeal="Это был не я.", appealed_at=ago(hours=1))

    ruling = lift(ban, anna)

    assert Ban.objects.get().appeal_settled_at is not None
    ruling.undo(anna)
    assert Ban.objects.appealed().get() == ban


def test_lifting_ends_every_ban_of_a_person_and_undoing_brings_them_back(anna):
    visitor = make_visitor()
    day = make_comment(visitor=visitor).ban(anna, "insult", Period.DAY).ban
    week = make_comment(visitor=visitor).ban(anna, "hate", Period.WEEK).ban
    Ban.objects.filter(pk=day.pk).update(appeal="Это был не я.", appealed_at=ago(hours=1))

    ruling = lift(week, anna)

    assert not Ban.objects.running().exists()
    ruling.undo(anna)
    assert set(Ban.objects.running()) == {day, week}
    assert Ban.objects.appealed().get() == day


def test_a_ban_that_ended_before_stays_ended_when_a_later_lifting_is_undone(anna):
    visitor = make_visitor()
    lift(make_comment(visitor=visitor).ban(anna, "insult", Period.DAY).ban, anna)
    week = make_comment(visitor=visitor).ban(anna, "hate", Period.WEEK).ban

    lift(week, anna).undo(anna)

    assert Ban.objects.running().get() == week


def test_the_newsroom_replies_and_what_waited_is_shown_with_it(held, anna):
    ruling = held.reply(anna, "Перила привезут в пятницу.")

    reply = ruling.comment
    assert stands(held)["state"] == "shown"
    assert (reply.from_newsroom, reply.staff, reply.name, reply.parent_id) == (True, anna, "Анна Вебер", held.pk)
    assert (reply.depth, reply.thread_id, reply.is_shown) == (2, held.pk, True)
    assert count(held) == 2
    assert stands(held)["reply_count"] == 1


def test_a_reply_sent_twice_is_one(anna):
    comment = make_comment()
    comment.reply(anna, "Спасибо, исправили.")

    assert comment.reply(anna, "Спасибо, исправили.") is None
    assert Comment.objects.filter(from_newsroom=True).count() == 1


def test_a_reply_taken_back_is_gone_but_for_its_words(anna):
    comment = make_comment()
    ruling = comment.reply(anna, "Спасибо, исправили.")

    ruling.undo(anna)

    assert not Comment.objects.shown().filter(from_newsroom=True).exists()
    assert Comment.objects.get(from_newsroom=True).text == "Спасибо, исправили."
    assert count(comment) == 1
    assert comment.reply(anna, "Спасибо, исправили.") is not None


def test_a_reply_that_was_hidden_before_it_is_taken_back_may_be_said_again(anna):
    comment = make_comment()
    ruling = comment.reply(anna, "Спасибо, исправили.")
    ruling.comment.hide(anna, "off_topic")

    ruling.undo(anna)

    assert comment.reply(anna, "Спасибо, исправили.") is not None


def test_a_ruling_on_a_comment_stands_beside_a_reply_to_it(held, anna):
    reply = held.reply(anna, "Перила привезут в пятницу.")

    reply.undo(anna)

    assert stands(held)["state"] == "shown"


def test_rules_are_switched_and_switched_back(anna):
    ruling = Rules.current().switch(anna, mode=Mode.HELD, first_count=5)

    assert Rules.current().switch(anna, mode=Mode.HELD, first_count=5) is None
    assert (Rules.current().mode, Rules.current().first_count) == ("held", 5)
    ruling.undo(anna)
    assert (Rules.current().mode, Rules.current().first_count) == ("open", 3)


def test_the_rules_of_an_article_are_switched_and_switched_back(anna):
    article, date = make_article(), ahead(days=2)
    discussion = Discussion(article=article)

    ruling = discussion.switch(anna, mode=Mode.LINKS, closes_at=date)

    assert Discussion.objects.values_list("mode", "closes_at").get() == ("links", date)
    ruling.undo(anna)
    assert Discussion.objects.values_list("mode", "closes_at").get() == ("", None)


def test_rules_that_somebody_else_has_switched_meanwhile_are_told(anna, boris):
    page = Rules.current().seen
    Rules.current().switch(anna, page, mode=Mode.CLOSED)

    with pytest.raises(AlreadyDecided):
        Rules.current().switch(boris, page, mode=Mode.OPEN)

    assert Rules.current().mode == "closed"


def test_rules_switched_a_moment_before_are_not_undone_by_undoing_older_ones(anna, boris):
    ruling = Rules.current().switch(anna, mode=Mode.HELD)

    with just_before("", Rules, lambda: Rules(pk=1).switch(boris, mode=Mode.CLOSED)), pytest.raises(ValidationError):
        ruling.undo(anna)

    assert ruling.is_in_force


def test_complaints_are_settled_by_the_decision_and_open_again_by_undoing(anna):
    comment = make_comment()
    comment.complain(make_visitor(), "insult")

    ruling = comment.hide(anna, "insult")

    assert Complaint.objects.get().was_right is True
    ruling.undo(anna)
    assert Complaint.objects.get().was_right is None
    assert stands(comment)["complained_at"] is not None
