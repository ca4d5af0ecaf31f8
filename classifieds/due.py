"""What falls due by itself: ads that end soon, ads that have ended, and what was over long ago."""

import time
from datetime import timedelta

from django.utils import timezone

from classifieds.ads import Ad
from classifieds.alerts import forget_searches
from classifieds.keys import forget_keys
from classifieds.reveals import Reveal
from classifieds.saved_searches import SavedSearch
from classifieds.tasks import write_alerts, write_letter
from live.chores import each_second
from people.limits import wait

A_MINUTE = 60
WARNED_BEFORE = timedelta(days=3)
REVEALS_KEPT = timedelta(days=92)
"""For how long it is written down who has asked for a phone: as long as the police ask after a fraud."""
AT_ONCE = 200

_next = 0.0


@each_second
def do_what_is_due():
    """Warn and write down, once a minute over all processes."""
    global _next
    if time.monotonic() >= _next:
        _next = time.monotonic() + A_MINUTE
        if not wait("ads:due", 1, A_MINUTE):
            warn_of_the_end()
            write_down_the_end()
            if SavedSearch.objects.running().filter(due_at__lte=timezone.now()).exists():
                write_alerts.enqueue()


def warn_of_the_end():
    """Write to the authors of ads that end within WARNED_BEFORE, once a term."""
    now = timezone.now()
    ending = Ad.objects.live().filter(warned_at=None, ends_at__lte=now + WARNED_BEFORE)
    for pk in list(ending.order_by("ends_at").values_list("pk", flat=True)[:AT_ONCE]):
        # Whoever sets the moment writes: two processes never both do, nor for an ad that was renewed meanwhile.
        if ending.filter(pk=pk).update(warned_at=now):
            write_letter.enqueue(pk, "ending")


def write_down_the_end():
    """Let ads whose term is over be expired, and tell their authors."""
    for ad in list(Ad.objects.overdue().order_by("ends_at")[:AT_ONCE]):
        if ad.expire():
            write_letter.enqueue(ad.pk, "ended")


def tidy_ads():
    """Archive what was over long ago, drop what nobody confirmed, forget links and reveals; return how many went."""
    archived = sum(ad.archive() for ad in Ad.objects.over_long_ago())
    for ad in Ad.objects.never_confirmed():
        ad.drop()
    Reveal.objects.filter(day__lt=timezone.localdate() - REVEALS_KEPT).delete()
    forget_keys()
    forget_searches()
    return archived
