"""Hashtags: one however it is written, at one address of its own."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, Hashtag
from language.hashtags import hashtag_key
from tests.builders import make_article, make_hashtag

pytestmark = pytest.mark.django_db


def test_case_and_composition_do_not_make_another_hashtag():
    make_article(hashtags=["СКО", "#ско", "Ско"])

    assert [hashtag.name for hashtag in Hashtag.objects.all()] == ["СКО"]


def test_an_article_keeps_the_order_of_its_hashtags():
    article = make_article(hashtags=["форум", "обсуждение", "инициативы", "СКО"])

    assert [str(h) for h in article.hashtags.all()] == ["#форум", "#обсуждение", "#инициативы", "#СКО"]


def test_different_hashtags_have_different_addresses():
    russian, kazakh, latin = make_hashtag("кала"), make_hashtag("қала"), make_hashtag("qala")

    assert len({russian.slug, kazakh.slug, latin.slug}) == 3


def test_a_renamed_hashtag_keeps_its_address():
    hashtag = make_hashtag("форум")

    hashtag.name = "Форум_НПО"
    hashtag.save()

    assert hashtag.get_absolute_url() == "/tag/forum/"


@pytest.mark.parametrize("name", ["", "#", "!!!", "😀", " "])
def test_it_refuses_what_cannot_be_a_hashtag(name):
    with pytest.raises(ValidationError):
        Hashtag.objects.named(name)


def test_a_synonym_shows_the_same_articles_and_both_names_stay():
    russian, kazakh = make_article(hashtags=["СКО"]), make_article(hashtags=["СҚО"], language="kk")
    sko, sqo = Hashtag.objects.named("СКО"), Hashtag.objects.named("СҚО")

    sqo.make_synonym_of(sko)

    assert set(Article.objects.with_hashtag(sko)) == set(Article.objects.with_hashtag(sqo)) == {russian, kazakh}
    assert [h.name for h in kazakh.hashtags.all()] == ["СҚО"]


def test_a_chain_of_synonyms_has_one_head():
    first, second, third = make_hashtag("бір"), make_hashtag("екі"), make_hashtag("үш")
    second.make_synonym_of(first)

    first.make_synonym_of(third)

    assert {h.head for h in Hashtag.objects.all()} == {third}


def test_no_hashtag_is_a_synonym_of_itself():
    head, synonym = make_hashtag("форум"), make_hashtag("жиын")
    synonym.make_synonym_of(head)

    with pytest.raises(ValidationError):
        head.make_synonym_of(synonym)


def test_two_who_make_each_a_synonym_of_the_other_make_no_circle():
    one, other = make_hashtag("форум"), make_hashtag("жиын")
    opened = [Hashtag.objects.get(pk=hashtag.pk) for hashtag in (other, one)]
    one.make_synonym_of(other)

    with pytest.raises(ValidationError):
        opened[0].make_synonym_of(opened[1])


def test_merging_moves_the_articles_and_keeps_the_address_alive(client):
    twice = make_article(hashtags=["форумы", "форум"])
    once = make_article(hashtags=["форумы"])
    wrong, right = Hashtag.objects.named("форумы"), Hashtag.objects.named("форум")

    wrong.merge_into(right)

    assert [h.name for h in once.hashtags.all()] == [h.name for h in twice.hashtags.all()] == ["форум"]
    assert client.get(wrong.get_absolute_url()).headers["Location"] == right.get_absolute_url()


class AnyTwoNames(TestCase):
    """Two hashtags never share an address; two spellings of one always do."""

    @hypothesis_settings(max_examples=60, deadline=None)
    @given(
        st.text(alphabet="аАәӘкКқҚoоОiіІ_1", min_size=1, max_size=4),
        st.text(alphabet="аәкқoоiі_1", min_size=1, max_size=4),
    )
    def test_they_share_an_address_only_if_they_are_one(self, first, second):
        try:
            one, two = Hashtag.objects.named(first), Hashtag.objects.named(second)
        except ValidationError:
            return

        assert (one.slug == two.slug) == (hashtag_key(one.name) == hashtag_key(two.name))
