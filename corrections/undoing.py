"""Taking back how a ticket was settled: the words that a click has mended, or the decision alone."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import markup
from articles.models import Article
from articles.wording import mend, wording_of
from corrections.anchoring import quote_at
from corrections.changes import Change, trimmed
from corrections.closing import followed
from corrections.following import Lost, Place, put_in_place_of
from corrections.tickets import LONGEST, Ticket


@transaction.atomic
def undo(ticket, by):
    """Let the ticket wait again; where a click has mended its words, the former ones are put back.

    Otherwise it waits at its words, at what was put in their place, or else as a note about the article. Raises
    ValidationError when the mended text has moved on since.
    """
    article = Article.objects.select_for_update().get(pk=ticket.article_id)
    article.keep_revision(None)
    ticket = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if ticket.is_open:
        return
    if ticket.is_mended:
        _put_back(article, ticket, by)
    elif ticket.is_anchored:
        _find_again(article, ticket)
    ticket.wait_again()


def _put_back(article, ticket, by):
    """Put the ticket's words where the mended ones are now, in a revision by this person."""
    place = _mended_place(article, ticket)
    with article.revising(by):
        words = wording_of(article.newest_revision.snapshot)[place.block]
        change = trimmed(Change(place.start, place.end, ticket.quote), words)
        try:
            mend(article, place.block, change.start, change.end, change.text)
        except markup.CrossesBoundary:
            raise ValidationError(_moved_on()) from None
    newest, place = article.newest_revision, place._replace(end=place.start + len(ticket.quote))
    if quote_at(wording_of(newest.snapshot), place) != ticket.quote:
        raise ValidationError(_moved_on())
    ticket.move_to(place, newest.number)


def _mended_place(article, ticket):
    """Return the Place where the words put in by a click are now."""
    revision = article.revisions.get(number=ticket.settled_in)
    words = wording_of(revision.snapshot).get(ticket.block, "")
    start = ticket.mended_at
    if not words.startswith(ticket.replacement, start):
        raise ValidationError(_moved_on())
    end = start + len(ticket.replacement)
    # A deletion left nothing to follow but its neighbours.
    before, behind = (0, 0) if ticket.replacement else (min(1, start), min(1, len(words) - end))
    if start - before == end + behind:
        raise ValidationError(_moved_on())
    place = followed(article, revision.number, Place(ticket.block, start - before, end + behind))
    if isinstance(place, Lost):
        raise ValidationError(_moved_on())
    return Place(place.block, place.start + before, place.end - behind)


def _find_again(article, ticket):
    """Follow its place, or what was put there, from the revision where it was last to the newest one."""
    newest = article.newest_revision
    place = followed(article, ticket.revision, ticket.place)
    if isinstance(place, Lost) and ticket.settled_in:
        place = _followed_beyond(article, ticket)
    if isinstance(place, Lost) or place.end - place.start > LONGEST:
        ticket.block, ticket.start, ticket.end = "", 0, 0
        return
    ticket.move_to(place, newest.number)
    ticket.quote = quote_at(wording_of(newest.snapshot), place)


def _followed_beyond(article, ticket):
    """Return where that which the settling revision put in place of the words is now, or Lost."""
    settling = article.revisions.get(number=ticket.settled_in)
    before = article.revisions.get(number=ticket.settled_in - 1)
    place = followed(article, ticket.revision, ticket.place, until=before.number)
    if isinstance(place, Place):
        place = put_in_place_of(wording_of(before.snapshot), wording_of(settling.snapshot), place)
    return followed(article, ticket.settled_in, place) if isinstance(place, Place) else Lost(is_gone=False)


def _moved_on():
    return _("The text has been changed since. Open the article and mend it there.")
