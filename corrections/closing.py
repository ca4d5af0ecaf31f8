"""Closing by the difference: what each revision of an article does to the tickets that point into its words."""

from articles.wording import wording_of
from corrections.following import Lost, Place, became, follow
from corrections.tickets import State, Ticket

MOST_TRIED = 10
"""Suggestions that are compared with what was written: each is a comparison of its own, while the editor waits."""


def follow_revision(sender, revision, before, **_kwargs):
    """Move the open tickets of an article through the difference that a new revision makes, and settle what it did."""
    if before is None:
        return
    tickets = Ticket.objects.waiting().anchored().filter(article=revision.article_id).select_for_update(of=("self",))
    tickets = list(tickets.prefetch_related("suggestions").order_by("pk"))
    if not tickets:
        return
    old, new = wording_of(before.snapshot), wording_of(revision.snapshot)
    for ticket in tickets:
        _follow_one(ticket, old, new, revision)


def _follow_one(ticket, old, new, revision):
    place = follow(old, new, ticket.place)
    if isinstance(place, Place):
        ticket.move_to(place, revision.number)
        return
    proposed = [suggestion.text for suggestion in ticket.ranked_suggestions[:MOST_TRIED]]
    made = next((text for text in proposed if became(old, new, ticket.place, text)), None)
    if made is not None:
        ticket.settle(State.FIXED, revision.author, settled_in=revision.number, replacement=made)
    else:
        state = State.GONE if place.is_gone else State.CHANGED
        ticket.settle(state, revision.author, settled_in=revision.number)


def followed(article, number, place, until=None):
    """Return the place of revision `number` in the newest one (or in that of the number `until`), or Lost."""
    before, later = None, article.revisions.filter(number__gte=number).order_by("number")
    later = later if until is None else later.filter(number__lte=until)
    for revision in later.iterator(chunk_size=5):
        words = wording_of(revision.snapshot)
        place = place if before is None else follow(before, words, place)
        if isinstance(place, Lost):
            return place
        before = words
    return place
