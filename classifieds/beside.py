"""Ads that stand on other pages: beside articles, and on the front page."""

from django.core.cache import cache
from django.utils import timezone

from classifieds.ads import Ad
from classifieds.catalogue import catalogue

IN_RAIL, ON_FRONT = 4, 6
KEPT = 30
"""Seconds for which ads are counted once: a number on the front page may be that old."""


def beside(*slugs):
    """Return the ads for the rail of a section's articles, by its addresses: the newest of the categories that the
    desk keeps beside it, then the newest of all.
    """
    newest = Ad.objects.live().order_by("-bumped_at", "-pk")
    branches = catalogue().beside(set(slugs))
    found = list(newest.in_categories(branches)[:IN_RAIL]) if branches else []
    if len(found) < IN_RAIL:
        found += newest.exclude(pk__in=[ad.pk for ad in found])[: IN_RAIL - len(found)]
    return found


def for_front():
    """Return what the front page says: how many ads there are, how many came today, the newest with a picture."""
    pictured = Ad.objects.live().filter(lead_picture__isnull=False).for_cards().order_by("-bumped_at", "-pk")
    return _counted() | {"newest": list(pictured[:ON_FRONT])}


def _counted():
    return cache.get_or_set("ads:counted", _count, KEPT)


def _count():
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    live = Ad.objects.live()
    return {"total": live.count(), "today": live.filter(approved_at__gte=midnight).count()}
