"""Reports: what one reader sent about one place, and how it joins what others have sent about it."""

import uuid
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.wording import wording_of
from corrections.anchoring import Selector, last_seen, locate, quote_at
from corrections.changes import change, looks_abusive
from corrections.following import Place
from corrections.tickets import LONGEST, Kind, State, Suggestion, Ticket, widened
from people.bans import Ban
from people.limits import wait
from people.models import Visitor

AN_HOUR = 3600
OF_ONE_VISITOR, OF_ONE_SUBNET = 10, 60
MOST_OPEN = 30
"""Open tickets of one article that are believed; what comes after them waits apart."""
MOST_DOUBTFUL = 100
"""Open tickets of one article that nobody vouches for; what comes after them is gathered in its notes."""
RECORD_FROM = 5
"""Settled reports from which on a reader's record counts."""


class Wanted(NamedTuple):
    """What a reader sent: the words marked, and what to do about them. `suggestion` is None when there is none."""

    selector: Selector
    suggestion: str | None = None
    kind: str = Kind.TYPO
    remark: str = ""
    email: str = ""


class Report(models.Model):
    """One reader's report. Its `key` is made by their browser: sent twice it is one, and later asks for news."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="reports")
    suggestion = models.ForeignKey(Suggestion, models.SET_NULL, null=True, related_name="+")
    visitor = models.ForeignKey(Visitor, models.SET_NULL, null=True, related_name="reports")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.TYPO)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    # Only of words that are not in the article, which nothing of the article's own can stand for.
    marked = models.CharField(_("marked words"), max_length=LONGEST, blank=True)
    proposed = models.CharField(_("proposed words"), max_length=LONGEST * 4, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    weight = models.FloatField(default=0)
    made_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(fields=["visitor"], name="report_by_visitor"),
            models.Index(fields=["made_at"], condition=~Q(email=""), name="report_to_answer"),
        ]

    def __str__(self):
        return str(self.ticket)


class NothingChanged(ValueError):
    """The proposed words are those that stand there, and nothing else was said."""


def trust_in(visitor, network, *, is_odd=False):
    """Return the weight of what the visitor sends now: 0 when they or their network are over a limit or banned.

    The visitor is stored; the report is counted.
    """
    over = wait(f"typo:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR) or wait(f"typo:{network}", OF_ONE_SUBNET, AN_HOUR)
    if is_odd or over or Ban.objects.running().filter(visitor=visitor).exists():
        return 0.0
    record = Report.objects.filter(visitor=visitor).exclude(ticket__state=State.OPEN)
    found = record.aggregate(sent=Count("pk"), right=Count("pk", filter=Q(ticket__state=State.FIXED)))
    if found["sent"] < RECORD_FROM:
        return 1.0
    return round((found["right"] + 0.5) / (found["sent"] + 0.5), 3) if found["right"] else 0.0


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
