"""A row stored by hand is the row that Django would have stored."""

import pytest
from django.db import IntegrityError

from comments.inserting import insert
from comments.models import Comment, State
from people.models import Visitor
from tests.builders import make_article, make_visitor

pytestmark = pytest.mark.django_db

EVERY_KIND_OF_FIELD = {
    "name": "Өмір %s",
    "text": 'Ямы; "как всегда"\nна мосту — 100 %',
    "state": State.HELD,
    "reactions": {"angry": 2},
    "score": -7,
    "tally_is_news": True,
    "address": "2001:db8::1",
}


def comment_of(article, digest, **fields):
    return Comment(article=article, visitor=make_visitor(), digest=digest, **(EVERY_KIND_OF_FIELD | fields))


def row_of(comment):
    """Return what is stored of it, but for what tells two comments apart."""
    row = Comment.objects.filter(pk=comment.pk).values().get()
    return {name: value for name, value in row.items() if name not in ("id", "digest", "created_at", "visitor_id")}


def test_every_field_is_stored_as_django_stores_it():
    article = make_article()
    ours, djangos = comment_of(article, "ours"), comment_of(article, "Django's")

    insert(ours)
    djangos.save(force_insert=True)

    assert row_of(ours) == row_of(djangos)


def test_it_knows_its_key_afterwards_and_is_changed_like_any_other():
    comment = comment_of(make_article(), "one")

    insert(comment)
    comment.text = "Другими словами"
    comment.save()

    assert Comment.objects.get() == comment
    assert Comment.objects.get().text == "Другими словами"


def test_a_key_of_its_own_stays_as_it_is():
    visitor = Visitor(name="Анна")
    key = visitor.pk

    insert(visitor)

    assert visitor.pk is key
    assert not visitor.is_new
    assert Visitor.objects.get(pk=key).name == "Анна"


def test_a_row_that_stands_in_its_way_is_an_integrity_error():
    article = make_article()
    insert(comment_of(article, "the same"))

    with pytest.raises(IntegrityError):
        insert(comment_of(article, "the same"))
