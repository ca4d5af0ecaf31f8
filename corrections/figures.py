"""What the desk wants to know of its mistakes: how many there were, whose, where, and how fast they went."""

from datetime import timedelta
from statistics import median

from django.db.models import Count
from django.utils import timezone

from articles.models import Author, Section
from corrections.models import State, Ticket

SEEN = timedelta(days=90)
MOST = 20


def fixed_this_month():
    """Return how many mistakes found by readers have been fixed since the first of the local month."""
    now = timezone.localtime()
    return Ticket.objects.fixed_since(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)).count()


def figures(user):
    """Return the figures of the last 90 days over the tickets at this person's desk.

    {"fixed", "rejected", "median" (timedelta from the first report to the fix, or None),
    "authors" and "sections": [(which, number)], most first}.
    """
    tickets = Ticket.objects.at_desk_of(user).filter(settled_at__gte=timezone.now() - SEEN)
    fixed = tickets.filter(state=State.FIXED)
    took = [settled - made for made, settled in fixed.values_list("made_at", "settled_at")]
    return {
        "fixed": len(took),
        "rejected": tickets.filter(state=State.REJECTED).count(),
        "median": median(took) if took else None,
        "authors": _counted(fixed, "article__authors", Author),
        "sections": _counted(fixed, "article__section", Section),
    }


def _counted(tickets, relation, model):
    """Return [(the row, how many tickets)] of what the tickets' articles are related to, most first."""
    counts = tickets.exclude(**{relation: None}).values_list(relation).annotate(number=Count("pk", distinct=True))
    most = dict(counts.order_by("-number", relation)[:MOST])
    rows = model.objects.in_bulk(most)
    return [(rows[pk], number) for pk, number in most.items()]
