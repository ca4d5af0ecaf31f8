"""Readers complain: once each, by weight."""

import pytest
from django.http import HttpResponse
from django.test import Client

from comments.models import Comment, Complaint
from people.bans import Ban
from people.visitors import remember
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


HERE = {"HTTP_ORIGIN": "http://testserver"}


def address(comment):
    return f"/comments/{comment.pk}/complaint/"


def test_the_page_of_a_complaint_is_the_same_for_everybody(client):
    comment = make_comment()
    client.post(address(comment), {"reason": "insult"}, **HERE)

    answer = client.get(address(comment))

    assert answer.status_code == 200
    assert answer.text.count('type="radio"') == 7
    assert answer.content == Client().get(address(comment)).content
    assert not answer.cookies


def test_a_reader_complains_by_a_plain_form(client):
    comment = make_comment()

    answers = [client.post(address(comment), {"reason": "insult"}, **HERE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Complaint.objects.get().comment == comment
    assert "private" in answers[0].headers["Cache-Control"]


def test_a_script_is_answered_in_json(client):
    answer = client.post(address(make_comment()), {"reason": "insult"}, HTTP_ACCEPT="application/json", **HERE)

    assert answer.json()["message"]


@pytest.mark.parametrize("reason", ["", "zz", "\0", "\ud800".encode("utf-8", "surrogatepass"), "9" * 9999])
def test_a_complaint_without_a_reason_is_answered_in_words(client, reason):
    answer = client.post(address(make_comment()), {"reason": reason}, **HERE)

    assert answer.status_code == 400
    assert 'class="wrong"' in answer.text
    assert not Complaint.objects.exists()


def test_another_site_complains_about_nothing(client):
    answer = client.post(address(make_comment()), {"reason": "insult"}, HTTP_ORIGIN="https://evil.example")

    assert answer.status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_what_is_not_shown_has_no_such_page(client, state):
    assert client.get(address(make_comment(state=state))).status_code == 404


def test_who_is_banned_does_not_complain(client):
    client.post(address(make_comment()), {"reason": "insult"}, **HERE)
    make_ban(visitor=Complaint.objects.get().visitor)

    answer = client.post(address(make_comment()), {"reason": "insult"}, **HERE)

    assert answer.status_code == 403
    assert Complaint.objects.count() == 1


def complain_from(client, comment, place):
    client.cookies.clear()
    return client.post(address(comment), {"reason": "insult"}, REMOTE_ADDR=place, **HERE)


def test_one_who_throws_the_cookie_away_holds_nothing(client):
    comment = make_comment()
    for number in range(4):
        assert complain_from(client, comment, f"198.51.100.{number}").status_code == 200

    comment.refresh_from_db()
    assert (comment.state, comment.complaints.count()) == ("shown", 4)


def react_and_complain(comment, times):
    for _window in range(times):
        window = Client(REMOTE_ADDR="198.51.100.7")
        window.post(f"/comments/{comment.pk}/reaction/", {"kind": "like"}, **HERE)
        assert window.post(address(comment), {"reason": "insult"}, **HERE).status_code == 200
    comment.refresh_from_db()


def test_one_who_opens_private_windows_holds_nothing():
    comment = make_comment()

    react_and_complain(comment, times=3)

    assert (comment.state, comment.complaints.count()) == ("shown", 3)


@pytest.mark.parametrize(
    ("known_by", "state"),
    [({"state": "shown"}, "held"), ({"state": "hidden"}, "shown"), ({"state": "held"}, "shown")],
)
def test_neighbours_whose_comments_are_shown_weigh_each_alone(known_by, state):
    comment = make_comment()
    react_and_complain(comment, times=1)
    for visitor in (make_visitor(), make_visitor()):
        make_comment(visitor=visitor, **known_by)
        complain_as(visitor, comment)

    comment.refresh_from_db()
    assert comment.state == state


def test_neighbours_with_a_confirmed_contact_weigh_each_alone():
    comment = make_comment()
    for number in range(3):
        complain_as(make_visitor(contact_kind="sms", contact_hash=f"{number}"), comment)

    comment.refresh_from_db()
    assert comment.state == "held"


def complain_as(visitor, comment):
    window = Client(REMOTE_ADDR="198.51.100.7")
    answer = HttpResponse()
    remember(answer, visitor)
    window.cookies.update(answer.cookies)
    assert window.post(address(comment), {"reason": "insult"}, **HERE).status_code == 200


def test_strangers_from_three_places_hold_it(client):
    comment = make_comment()
    for number in range(3):
        complain_from(client, comment, f"198.51.{number}.1")

    comment.refresh_from_db()
    assert comment.state == "held"


def test_twenty_complaints_an_hour_are_enough(client):
    comments = [make_comment() for _ in range(22)]

    answers = [client.post(address(comment), {"reason": "insult"}, **HERE) for comment in comments]

    # The first one is of somebody not known yet.
    assert [answer.status_code for answer in answers] == [200] * 21 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def make_ban(visitor):
    return Ban.objects.create(visitor=visitor, reason="hate")
