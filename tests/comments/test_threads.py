"""Threads: three deep, deeper ones flat; pages that cost the same however much is said."""

from itertools import pairwise

import pytest

from comments.models import Comment
from comments.threads import IN_ARTICLE
from tests.builders import make_article
from tests.comments.test_posting import say

pytestmark = pytest.mark.django_db

OF_FEED = 2
"""What the site's feed asks beside it, once a second for all pages of a process."""


def stand(article, many, **fields):
    """So many comments under the article, by nobody, as if they had always stood there."""
    start = Comment.objects.count()
    return Comment.objects.bulk_create(
        Comment(article=article, name="Марат", text=f"Слово {n}", digest=str(n), **fields)
        for n in range(start, start + many)
    )


def shown_in(page):
    """The ids of the comments in the list of a page, in their order."""
    listed = page.partition('class="live-feed"')[0]
    return [int(part.partition('"')[0]) for part in listed.split('data-comment="')[1:]]


@pytest.fixture
def chain(client):
    """An article and four comments, each an answer to the one before."""
    article = make_article()
    comments = []
    for number in range(4):
        say(client, article, text=f"Ответ {number}", name=f"Имя{number}", parent=comments[-1].pk if comments else "")
        comments.append(Comment.objects.latest("pk"))
    return article, comments


def test_answers_stand_three_deep_and_then_beside(client, chain):
    _article, comments = chain

    assert [comment.depth for comment in comments] == [1, 2, 3, 3]
    assert {comment.thread_id for comment in comments[1:]} == {comments[0].pk}


def test_an_answer_that_stands_beside_says_whom_it_answers(client, chain):
    article, comments = chain

    page = client.get(article.get_absolute_url()).text

    assert f'<a class="to" href="/comments/{comments[2].pk}/#comment-{comments[2].pk}">' in page
    assert "<bdi>Имя2</bdi>" in page


@pytest.mark.parametrize(("sort", "order"), [("new", [2, 1, 0]), ("old", [0, 1, 2]), ("best", [1, 2, 0])])
def test_threads_stand_in_the_order_asked_for(client, sort, order):
    article = make_article()
    rows = stand(article, 3)
    Comment.objects.filter(pk=rows[1].pk).update(score=5)

    page = client.get(f"/news/{article.pk}/comments/?sort={sort}").text

    assert shown_in(page) == [rows[place].pk for place in order]


@pytest.mark.parametrize("sort", ["new", "old", "best"])
def test_pages_follow_each_other_without_gap_or_repeat(client, sort):
    article = make_article()
    rows = stand(article, 120)

    first = client.get(f"/news/{article.pk}/comments/?sort={sort}")
    second = client.get(f"/news/{article.pk}/comments/" + older_in(first.text))
    third = client.get(f"/news/{article.pk}/comments/" + older_in(second.text))

    seen = shown_in(first.text) + shown_in(second.text) + shown_in(third.text)
    assert sorted(seen) == [row.pk for row in rows]
    assert 'rel="next"' not in third.text


def older_in(page):
    """The address of the next page."""
    return page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")


@pytest.mark.parametrize("query", ["sort=worst", "older=x", "older=-1", "sort=best&older=5", "older=" + "9" * 30])
def test_a_cursor_of_nobody_is_not_found(client, query):
    article = make_article()

    assert client.get(f"/news/{article.pk}/comments/?{query}").status_code == 404


def test_a_long_thread_shows_its_beginning_and_the_way_to_the_rest(client):
    article = make_article()
    (top,) = stand(article, 1, reply_count=9)
    stand(article, 9, thread=top, parent=top, depth=2)

    page = client.get(article.get_absolute_url()).text

    assert page.count('data-depth="2"') == IN_ARTICLE.replies
    assert 'class="more-replies"' in page
    assert client.get(f"/comments/{top.pk}/").text.count('data-depth="2"') == 9


def test_a_thread_whose_answers_are_hidden_leads_to_no_more_of_them(client):
    article = make_article()
    (top,) = stand(article, 1)
    stand(article, 9, thread=top, parent=top, depth=2, state="hidden")

    assert 'class="more-replies"' not in client.get(article.get_absolute_url()).text


@pytest.fixture
def long_thread():
    """The comment on top of a thread, and its 250 answers, each to the one before, far deeper than they stand."""
    article = make_article()
    (top,) = stand(article, 1, reply_count=1)
    answers = stand(article, 250, thread=top, depth=3)
    for above, answer in pairwise([top, *answers]):
        answer.parent = above
    Comment.objects.bulk_update(answers, ["parent"])
    return top, answers


@pytest.mark.parametrize("place", [0, 99, 100, 180, 249])
def test_the_address_of_an_answer_shows_it_however_long_its_thread_is(client, long_thread, place):
    top, answers = long_thread

    page = client.get(f"/comments/{answers[place].pk}/").text

    assert f'id="comment-{answers[place].pk}"' in page
    assert (f'<a href="/comments/{top.pk}/">В начало</a>' in page) == (place >= 100)


def test_from_an_answer_in_the_middle_the_thread_is_read_to_its_end(client, long_thread):
    _top, answers = long_thread

    first = client.get(f"/comments/{answers[140].pk}/").text
    second = client.get(f"/comments/{answers[140].pk}/{older_in(first)}").text

    seen = shown_in(first)[1:] + shown_in(second)[1:]
    assert seen == [answer.pk for answer in answers[120:]]


def test_an_answer_in_the_middle_takes_few_queries(client, long_thread, django_assert_num_queries):
    _top, answers = long_thread

    with django_assert_num_queries(6 + OF_FEED):
        client.get(f"/comments/{answers[140].pk}/")


def test_many_comments_take_no_more_queries_than_few(client, django_assert_num_queries):
    article = make_article()
    tops = stand(article, 60, reply_count=30)
    for top in tops[:10]:
        stand(article, 30, thread=top, parent=top, depth=2)

    with django_assert_num_queries(7 + OF_FEED):
        client.get(f"/news/{article.pk}/comments/")


def test_a_deleted_chain_goes_with_its_last_answer(client, chain):
    article, comments = chain
    for comment in comments[:-1]:
        comment.refresh_from_db()
        comment.delete_by_author()
    standing_before = Comment.objects.standing().count()

    Comment.objects.get(pk=comments[-1].pk).delete_by_author()

    assert standing_before == 4
    assert Comment.objects.standing().count() == 0
    assert article.discussion.count == 0
