"""How long somebody has to wait, in words."""

from datetime import timedelta
from math import ceil

from django.utils import timezone
from django.utils.translation import get_language, ngettext

from language.moments import mid_sentence

COUNTED_IN_SECONDS, COUNTED_IN_MINUTES = 120, 3600


def in_words(seconds):
    """Return when so many seconds are over, within a sentence: «через 25 минут», «завтра в 11:05»; never too early."""
    if seconds < COUNTED_IN_SECONDS:
        return ngettext("in %(number)d second", "in %(number)d seconds", seconds) % {"number": seconds}
    if seconds < COUNTED_IN_MINUTES:
        minutes = ceil(seconds / 60)
        return ngettext("in %(number)d minute", "in %(number)d minutes", minutes) % {"number": minutes}
    now = timezone.localtime()
    # The clock is told to the minute, so the one that has begun by then is not over.
    return mid_sentence(now + timedelta(seconds=seconds, minutes=1), now, get_language())
