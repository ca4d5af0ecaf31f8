"""Taking a report in: at which words it stands, and which ticket it joins."""

from typing import NamedTuple

from django.db import transaction

from articles.models import Article
from articles.wording import wording_of
from corrections.anchoring import Selector, last_seen, locate, quote_at
from corrections.changes import change, looks_abusive
from corrections.following import Place
from corrections.models import Kind, Report, Ticket
from corrections.tickets import LONGEST, widened

MOST_OPEN = 30
"""Open tickets of one article that are believed; what comes after them waits apart."""
MOST_DOUBTFUL = 100
"""Open tickets of one article that nobody vouches for; what comes after them is gathered in its notes."""


class Wanted(NamedTuple):
    """What a reader sent: the words marked, and what to do about them. `suggestion` is None when there is none."""

    selector: Selector
    suggestion: str | None = None
    kind: str = Kind.TYPO
    remark: str = ""
    email: str = ""


class NothingChanged(ValueError):
    """The proposed words are those that stand there, and nothing else was said."""


@transaction.atomic
def take_in(article, key, wanted, visitor, weight):
    """Take a report in; return it. One that has come already is returned as it is.

    `visitor` is stored. Raises NothingChanged for a typo that proposes what stands there and says nothing besides.
    """
    # One after the other for one article, so that of a thousand at once all find the same ticket.
    article = Article.objects.select_for_update().get(pk=article.pk)
    known = Report.objects.filter(key=key).first()
    if known:
        return known
    article.keep_revision(None)
    place = locate(article, wanted.selector)
    if place is None:
        mended = _mended_since(article, wanted)
        if mended:
            # They are told at once, so nobody needs to write to them.
            return _join(mended, key, wanted._replace(email=""), visitor, weight, None)
    if place is None or place.end - place.start > LONGEST:
        return _note(article, key, wanted, visitor, weight)
    if not weight and article.tickets.waiting().doubtful().count() >= MOST_DOUBTFUL:
        return _note(article, key, wanted, visitor, weight)
    words = wording_of(article.newest_revision.snapshot)
    place, text = proposal(words, place, wanted.suggestion, article.language)
    if text is None and wanted.kind == Kind.TYPO and wanted.suggestion is not None and not wanted.remark:
        raise NothingChanged
    if text is not None and looks_abusive(quote_at(words, place), text):
        weight = 0.0
    ticket, place, text = _ticket_at(article, words, place, text, wanted.kind)
    return _join(ticket, key, wanted, visitor, weight, text)


def proposal(words, place, wanted, language):
    """Return (Place, what it becomes): the whole words that the wanted text changes, or the place itself and None."""
    whole = words[place.block]
    made = None if wanted is None else change(whole, place.start, place.end, wanted, language)
    if made is None or made.end - made.start > LONGEST or len(made.text) > LONGEST * 3:
        return place, None
    return Place(place.block, made.start, made.end), made.text


def _ticket_at(article, words, place, text, kind):
    """Return (the open ticket whose words the place overlaps, or a new one; its Place; the text for that)."""
    number = article.newest_revision.number
    same = article.tickets.waiting().filter(kind=kind, block=place.block, start__lt=place.end, end__gt=place.start)
    for ticket in same.select_for_update().order_by("-reports_count", "pk"):
        start, end = min(ticket.start, place.start), max(ticket.end, place.end)
        if end - start > LONGEST:
            continue
        ticket.widen(words, start, end)
        text = None if text is None else widened(words, place, text, start, end)
        return ticket, ticket.place, text
    ticket = Ticket(article=article, kind=kind, revision=number, quote=quote_at(words, place))
    ticket.block, ticket.start, ticket.end = place
    ticket.save()
    return ticket, place, text


def _mended_since(article, wanted):
    """Return the fixed ticket at the typo that the reader of an older page has found, or None."""
    seen = last_seen(article, wanted.selector)
    if seen is None or wanted.kind != Kind.TYPO or wanted.remark:
        return None
    words = wording_of(article.revisions.get(number=seen.revision).snapshot)
    (block, start, end), _text = proposal(words, seen.place, wanted.suggestion, article.language)
    fixed = article.tickets.fixed().filter(revision=seen.revision, block=block, start__lt=end, end__gt=start)
    return fixed.select_for_update().first()


def _note(article, key, wanted, visitor, weight):
    """Keep what points at no words of the article with the other notes about it."""
    ticket = article.tickets.waiting().filter(kind=wanted.kind, block="").select_for_update().first()
    ticket = ticket or article.tickets.create(kind=wanted.kind)
    marked = wanted.selector.exact[:LONGEST]
    proposed = wanted.suggestion or ""
    proposed = "" if proposed == marked else proposed
    return _join(ticket, key, wanted, visitor, weight, None, marked=marked, proposed=proposed)


def _join(ticket, key, wanted, visitor, weight, text, **fields):
    """Add a report to a ticket; a reader's second one adds nothing to its weight."""
    if ticket.weight == 0 and weight and _is_crowded(ticket.article):
        weight = 0.0
    is_first = not ticket.reports.filter(visitor=visitor).exists()
    suggestion = None
    if text is not None:
        suggestion, _new = ticket.suggestions.get_or_create(text=text)
        suggestion.count += 1
        suggestion.weight += weight if is_first else 0
        suggestion.save()
    if is_first:
        ticket.reports_count += 1
        ticket.weight += weight
    ticket.save()
    return ticket.reports.create(
        key=key,
        suggestion=suggestion,
        visitor=visitor,
        kind=wanted.kind,
        remark=wanted.remark,
        email=wanted.email,
        weight=weight,
        **fields,
    )


def _is_crowded(article):
    return article.tickets.waiting().trusted().count() >= MOST_OPEN
