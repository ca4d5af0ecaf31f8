"""Pages of a discussion: so many threads, the first answers of each, and the way to the rest.

Whatever stands under an article, a page reads a bounded number of rows in two queries: threads after a cursor, then
answers up to the last that each thread shows.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.http import Http404

from comments.models import DEEPEST, Comment
from paging.keyset import Page

NEW, OLD, BEST = "new", "old", "best"
ORDERS = {NEW: ["-pk"], OLD: ["pk"], BEST: ["-score", "-pk"]}


@dataclass(frozen=True)
class Size:
    """How much one page shows."""

    threads: int
    replies: int


IN_ARTICLE = Size(15, 3)
OWN_PAGE = Size(50, 10)
ONE_THREAD, ABOVE = 100, 20
"""How many answers a page of one thread shows, and how many of them above the one that is asked for."""


@dataclass(frozen=True)
class Threads(Page):
    """One page of threads, each with its comments `below`."""

    sort: str


def threads_of(article, sort=NEW, cursor="", size=OWN_PAGE):
    """Return a page of the threads under the article. Raises Http404 for a sort or a cursor that is not ours."""
    if sort not in ORDERS:
        raise Http404
    answers = Comment.objects.with_a_place().filter(thread=OuterRef("pk")).order_by("pk").values("pk")
    edge = answers[size.replies : size.replies + 1]
    tops = Comment.objects.standing().filter(article=article, thread=None).annotate(edge=Subquery(edge))
    rows = list(_after(tops, sort, cursor).order_by(*ORDERS[sort])[: size.threads + 1])
    older = _cursor(rows[size.threads - 1], sort) if len(rows) > size.threads else ""
    rows = rows[: size.threads]
    _hang(rows, _answers_to(rows))
    return Threads(rows, older, not cursor, sort)


def thread_of(comment, cursor=""):
    """Return (the top of the comment's thread, the cursor of its further answers, whether none stand before these).

    The top has the answers after the cursor `below`, without one those among which the comment stands.
    """
    top = comment.thread or comment
    standing = Comment.objects.standing().filter(thread=top)
    start = _number(cursor) if cursor else _start(comment, standing)
    after = standing.filter(pk__gt=start).select_related("parent").defer("parent__text").order_by("pk")
    answers = list(after[: ONE_THREAD + 1])
    older = str(answers[ONE_THREAD - 1].pk) if len(answers) > ONE_THREAD else ""
    _hang([top], answers[:ONE_THREAD])
    top.has_more = False
    return top, older, not start


def _start(comment, standing):
    """Return the answer after which the page begins that holds the comment; 0 at the beginning of its thread."""
    if not comment.thread_id:
        return 0
    before = standing.filter(pk__lt=comment.pk).order_by("-pk").values_list("pk", flat=True)[:ONE_THREAD]
    return before[ABOVE] if len(before) == ONE_THREAD else 0


def _answers_to(tops):
    short = [top.pk for top in tops if top.reply_count and not top.edge]
    wanted = Q(thread__in=short)
    for top in tops:
        if top.edge:
            wanted |= Q(thread=top.pk, pk__lt=top.edge)
    return Comment.objects.standing().filter(wanted).order_by("pk")


def _hang(tops, answers):
    """Give every comment its comments `below`; those to one of the last depth stand beside it."""
    said, place = {}, {}
    for top in tops:
        top.below, top.has_more = [], bool(getattr(top, "edge", None))
        said[top.pk] = place[top.pk] = top
    for answer in answers:
        answer.below = []
        answer.thread = said[answer.thread_id]
        above = place.get(answer.parent_id, answer.thread)
        above.below.append(answer)
        said[answer.pk] = answer
        place[answer.pk] = above if answer.depth == DEEPEST else answer
        if answer.parent_id in said:
            answer.parent = said[answer.parent_id]


def _after(tops, sort, cursor):
    if not cursor:
        return tops
    if sort == BEST:
        score, _dash, pk = cursor.rpartition("-")
        score, pk = _number(score), _number(pk)
        return tops.filter(score__lte=score).filter(Q(score__lt=score) | Q(pk__lt=pk))
    return tops.filter(pk__lt=_number(cursor)) if sort == NEW else tops.filter(pk__gt=_number(cursor))


def _cursor(top, sort):
    return f"{top.score}-{top.pk}" if sort == BEST else str(top.pk)


def _number(text):
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return int(text)
