"""A transaction that records: done as a whole or not at all, though its last statements are not waited for."""

import pytest
from django.db import IntegrityError, connection

from live.log import newest, record, recording
from live.models import Event, Head

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("head")]


def record_one():
    record("thing", 1, ["site"])


def break_a_rule():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO live_head (id, epoch, seq) VALUES (2, 'another', 0)")


def make_a_mistake():
    raise ZeroDivisionError


def try_to(*deeds):
    with recording():
        for deed in deeds:
            deed()


def test_what_was_recorded_is_there_after_the_commit():
    with recording():
        record("thing", 1, ["site"])
        record("thing", 2, ["site"])

    assert list(Event.objects.values_list("seq", "key")) == [(1, "1"), (2, "2")]
    assert newest() == 2


@pytest.mark.parametrize("deeds", [(record_one, break_a_rule), (break_a_rule, record_one)])
def test_what_the_database_refuses_fails_the_whole(deeds):
    with pytest.raises(IntegrityError):
        try_to(*deeds)

    assert (Event.objects.count(), newest()) == (0, 0)


def test_after_a_mistake_of_ours_nothing_is_kept_and_the_next_succeeds():
    with pytest.raises(ZeroDivisionError):
        try_to(record_one, make_a_mistake)

    try_to(record_one)

    assert list(Event.objects.values_list("seq", "key")) == [(1, "1")]


def test_an_emptied_log_begins_anew():
    Head.objects.all().delete()

    with recording():
        record("thing", 1, ["site"])

    assert newest() == 1
    assert len(Head.objects.get().epoch) == 8
