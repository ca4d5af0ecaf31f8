"""Applying what readers propose: compare, replace, keep a revision."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import markup
from articles.models import Article, Note
from articles.wording import CAPTION, LINES, is_in_body, mend, wording_of
from corrections.anchoring import quote_at
from corrections.changes import Change, trimmed
from corrections.following import Place
from corrections.taking_in import proposal
from corrections.tickets import LONGEST, State, Ticket, widened
from language.typography import typeset

OPEN_DRAFT = timedelta(days=1)


@dataclass
class NeedsEditor(Exception):
    """It cannot be done in one click: `said` tells why, and the article is opened at the place instead."""

    said: str


@dataclass
class AlreadySettled(Exception):
    """A colleague was faster, or the text has changed."""

    ticket: Ticket


@transaction.atomic
def apply(article, picks, by, note=""):
    """Make the picked corrections in one revision by this person; return its number.

    `picks` are {ticket's id: right text}; `note` tells readers what was wrong. All or none of it happens: raises
    AlreadySettled, NeedsEditor, or ValidationError for a text that changes nothing or that a line has no room for.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    article.keep_revision(None)
    found = Ticket.objects.select_for_update().filter(article=article, pk__in=picks).order_by("pk")
    fixes = [_fix(article, ticket, picks[ticket.pk]) for ticket in found]
    # From the end to the beginning: what is mended first moves nothing that is mended later.
    fixes.sort(key=lambda fix: _order(fix[1]), reverse=True)
    with article.revising(by, credit=_credit([ticket for ticket, _place, _text in fixes])):
        for ticket, place, text in fixes:
            _mend(article, ticket, place, text)
        if note.strip():
            article.notes.create(kind=Note.Kind.CORRECTED, text=note.strip(), created_by=by)
    number = article.newest_revision.number
    for ticket, place, text in fixes:
        before = [fix for fix in fixes if fix[1].block == place.block and fix[1].start < place.start]
        shift = sum(len(text) - (place.end - place.start) for _ticket, place, text in before)
        stored = Ticket.objects.get(pk=ticket.pk)
        fields = {"settled_in": number, "mended_at": place.start + shift, "replacement": text}
        stored.settle(State.FIXED, by, **fields)
    return number


def _fix(article, ticket, wanted):
    """Return (ticket, its place, what stands there afterwards), checked against the article as it is now."""
    ticket.article = article
    if not ticket.is_open:
        raise AlreadySettled(ticket)
    if not ticket.is_anchored:
        raise NeedsEditor(_("It points at no words of the text."))
    words = wording_of(article.newest_revision.snapshot)
    if ticket.revision != article.newest_revision.number or quote_at(words, ticket.place) != ticket.quote:
        raise AlreadySettled(ticket)
    if _is_in_a_draft(article, ticket.block, words[ticket.block]):
        raise NeedsEditor(_("A colleague is writing in this very paragraph."))
    known = ticket.suggestions.filter(text=wanted).exists()
    if len(wanted) > LONGEST * 3 and not known:
        raise NeedsEditor(_("That is more than a correction."))
    place, text = (ticket.place, wanted) if known else proposal(words, ticket.place, wanted, article.language)
    if text is None or text == ticket.quote:
        raise ValidationError(_("That is what stands there already."))
    start, end = min(place.start, ticket.start), max(place.end, ticket.end)
    text = widened(words, place, text, start, end)
    if end - start > LONGEST:
        raise NeedsEditor(_("That is more than a correction."))
    ticket.widen(words, start, end)
    ticket.save(update_fields=["start", "end", "quote"])
    ticket.suggestions.get_or_create(text=text)
    return ticket, Place(ticket.block, start, end), text


def _order(place):
    return (is_in_body(place.block), int(place.block) if is_in_body(place.block) else 0, place.block, place.start)


def _mend(article, ticket, place, text):
    words = wording_of_article(article)[place.block]
    if words[place.start : place.end] != ticket.quote:
        raise NeedsEditor(_("Two of the corrections touch the same words. Make them one after the other."))
    change = trimmed(Change(place.start, place.end, text), words)
    try:
        mend(article, place.block, change.start, change.end, change.text)
    except markup.CrossesBoundary:
        raise NeedsEditor(_("A link or bold words begin or end within the correction.")) from None


def wording_of_article(article):
    """Return the words of an article as it is in hand, not saved yet perhaps."""
    photos = [{"picture": photo.picture_id, "caption": photo.caption} for photo in article.photos.all()]
    return wording_of({line: getattr(article, line) for line in LINES} | {"photos": photos, "body": article.body})


def _credit(tickets):
    reports = sum(ticket.reports_count for ticket in tickets)
    return _("reported by a reader") if reports == 1 else _("reported by readers")


def _is_in_a_draft(article, block, text):
    """Tell whether an unsaved text of the last day has changed this block since it was opened."""
    drafts = article.autosaves.pending().filter(saved_at__gt=timezone.now() - OPEN_DRAFT)
    return any(_touches(article, draft, block, text) for draft in drafts)


def _touches(article, draft, block, text):
    base = article.revisions.filter(number=draft.base or 0).first() or article.newest_revision
    if CAPTION.fullmatch(block):
        before = {photo["caption"] for photo in base.snapshot["photos"]}
        typed = [values[-1] for name, values in draft.fields.items() if name.endswith("-caption") and values]
        after = {typeset(caption, article.language) for caption in typed}
    elif is_in_body(block):
        before = set(markup.texts_of(base.snapshot["body"]))
        after = set(markup.texts_of(markup.clean(draft.value("body"), article.language)))
    else:
        before, after = {base.snapshot[block]}, {typeset(draft.value(block), article.language)}
    if not after or not (before - after):
        return False
    # A block that was changed after the draft was begun may be any of those that the draft has changed.
    return text in before - after or text not in before
