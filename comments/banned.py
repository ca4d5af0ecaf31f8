"""Who may not write here: somebody with several bans, until the last of them ends."""

from django.db.models import F

from people.bans import Ban


def ban_of(visitor):
    """Return the running ban of a visitor that ends last, or None."""
    return Ban.objects.running().filter(visitor=visitor).order_by(F("until").desc(nulls_first=True), "-pk").first()
