"""Readers complain: once each, by weight."""

import pytest

from comments.models import Comment, Complaint
from tests.builders import make_comment, make_member, make_visitor

pytestmark = pytest.mark.django_db


def settled(visitor, right=0, wrong=0):
    for was_right in [True] * right + [False] * wrong:
        Complaint.objects.create(comment=make_comment(), visitor=visitor, reason="insult", was_right=was_right)
    return visitor


def complain(comment, *visitors):
    for visitor in visitors:
        Comment.objects.get(pk=comment.pk).complain(visitor, "insult")
    comment.refresh_from_db()
    return comment


@pytest.mark.parametrize(("right", "wrong", "weight"), [(0, 0, 1), (4, 0, 10 / 6), (0, 4, 2 / 6), (2, 2, 1)])
def test_a_complaint_weighs_what_earlier_ones_were_worth(right, wrong, weight):
    visitor = settled(make_visitor(), right, wrong)

    complain(make_comment(), visitor)

    assert Complaint.objects.get(was_right=None).weight == pytest.approx(weight)


def test_one_visitor_complains_once():
    comment, visitor = make_comment(), make_visitor()

    answers = [comment.complain(visitor, "insult"), comment.complain(visitor, "hate")]

    assert answers == [True, False]
    assert Complaint.objects.get().reason == "insult"


def test_three_strangers_hold_a_comment():
    comment = make_comment()

    complain(comment, make_visitor(), make_visitor())
    before = comment.state
    complain(comment, make_visitor())

    assert (before, comment.state, comment.held_for) == ("shown", "held", "complaints")


def test_those_who_are_never_right_hold_nothing():
    liars = [settled(make_visitor(), wrong=4) for _ in range(5)]

    assert complain(make_comment(), *liars).state == "shown"


def test_what_a_moderator_approved_is_not_held_again():
    comment = complain(make_comment(), make_visitor())
    comment.approve(make_member("moderator"))

    complain(comment, *(make_visitor() for _ in range(5)))

    assert comment.state == "shown"
    assert comment.complained_at is not None


def test_approving_calls_them_wrong():
    comment = complain(make_comment(), make_visitor(), make_visitor(), make_visitor())

    comment.approve(make_member("moderator"))

    assert set(Complaint.objects.values_list("was_right", flat=True)) == {False}
    assert comment.complained_at is None


def test_nobody_complains_about_themselves():
    comment = make_comment()

    assert comment.complain(comment.visitor, "insult") is False


def test_the_newsroom_is_complained_about_but_not_held():
    comment = make_comment(visitor=None, from_newsroom=True)

    complain(comment, *(make_visitor() for _ in range(4)))

    assert comment.state == "shown"
