"""What public means, and the verbs that make an article so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Status
from people.models import User
from tests.builders import ago, ahead, make_article, make_section

pytestmark = pytest.mark.django_db


def test_published_and_due_articles_are_public():
    public = make_article()
    make_article(publish_at=ahead(minutes=1))
    make_article(status=Status.DRAFT)
    make_article(status=Status.IN_REVIEW)
    make_article(status=Status.WITHDRAWN)

    assert list(Article.objects.published()) == [public]


def test_a_stranger_sees_the_published_and_an_editor_everything():
    public, draft = make_article(), make_article(status=Status.DRAFT)
    editor = User.objects.create_superuser("anna", password="anna")

    assert list(Article.objects.visible_to(AnonymousUser())) == [public]
    assert set(Article.objects.visible_to(editor)) == {public, draft}


def test_publishing_gives_a_date_once():
    article = make_article(status=Status.DRAFT, publish_at=None)

    article.publish()
    first = article.publish_at
    article.publish()

    assert article.is_public
    assert Article.objects.get().publish_at == first <= timezone.now()


def test_publishing_at_a_time_waits_for_it():
    article = make_article(status=Status.DRAFT)

    article.publish(at=ahead(hours=1))

    assert article.is_due
    assert not Article.objects.published().exists()


def test_it_refuses_to_publish_without_a_section():
    article = make_article(status=Status.DRAFT, section=None)

    with pytest.raises(ValidationError):
        article.publish()

    assert Article.objects.get().status == Status.DRAFT


def test_the_database_refuses_it_too():
    article = make_article(status=Status.DRAFT, publish_at=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status=Status.PUBLISHED)


def test_withdrawing_keeps_text_and_date():
    article = make_article(publish_at=ago(days=2))

    article.withdraw()

    kept = Article.objects.get()
    assert (kept.status, kept.publish_at, kept.headline) == ("withdrawn", article.publish_at, article.headline)


def test_a_pin_runs_out():
    section = make_section()
    pinned = make_article(section=section, front_place=1, front_until=ahead(hours=1))
    forever = make_article(section=section, front_place=2)
    make_article(section=section, front_place=3, front_until=ago(minutes=1))

    assert list(Article.objects.published().pinned()) == [pinned, forever]
