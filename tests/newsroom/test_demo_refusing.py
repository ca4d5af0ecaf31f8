"""The demonstration paper, where it is not wanted or cannot be loaded."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.models import Article
from pictures.models import Picture
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


def test_it_keeps_away_from_a_site_that_has_articles():
    make_article()

    with pytest.raises(CommandError, match="--force"):
        call_command("demo")

    assert Article.objects.count() == 1


def test_a_failure_leaves_rows_and_pictures_as_they_were(media):
    make_article(section=make_section(slug_kk="zhanalyqtar"))

    with pytest.raises(IntegrityError):
        call_command("demo", "--force")

    assert Article.objects.count() == 1
    assert not Picture.objects.exists()
