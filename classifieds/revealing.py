"""Showing the phone of an ad to somebody who asked: counted, limited, written down."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from classifieds.reveals import Reveal
from classifieds.statistics import Day
from people.limits import wait

AN_HOUR = 3600
OF_ONE_VISITOR, OF_NEWCOMERS = 20, 60
NEW_FOR = timedelta(hours=1)


class TooMany(Exception):
    """No phone is shown for so many seconds."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


def reveal(ad, visitor, subnet):
    """Return the phone of a live ad to a stored visitor, or raise TooMany.

    To ask again on the same day costs nothing. An hour gives OF_ONE_VISITOR numbers to one visitor, and OF_NEWCOMERS
    to all those of a subnet who have not been here for NEW_FOR: who throws the cookie away shares with others.
    """
    today = timezone.localdate()
    if Reveal.objects.filter(ad=ad, visitor=visitor, day=today).exists():
        return ad.phone
    is_new = visitor.made_at > timezone.now() - NEW_FOR
    seconds = wait(f"reveal:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR) or (
        is_new and subnet and wait(f"reveal:{subnet}", OF_NEWCOMERS, AN_HOUR)
    )
    if seconds:
        raise TooMany(seconds)
    try:
        with transaction.atomic():
            Reveal.objects.create(ad=ad, visitor=visitor, day=today, subnet=subnet)
            Day.objects.add(ad.pk, "reveals")
    except IntegrityError:
        # The other click of two was first.
        pass
    return ad.phone
