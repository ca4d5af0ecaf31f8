"""What a reader is told whose words are not taken in."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comments.posting import IsBanned, IsClosed, MustWait
from comments.states import Reason
from language.moments import mid_sentence

UNFIT, REFUSED, TOO_MANY = 400, 403, 429


def said_of(refused):
    """Return (words, status, seconds to wait) for a comment that is not taken in."""
    match refused:
        case MustWait(is_heated=True, seconds=seconds):
            said = _(
                "People are angry in this thread. Wait %(seconds)d seconds before you answer; your words are kept."
            )
            return said % {"seconds": seconds}, TOO_MANY, seconds
        case MustWait(seconds=seconds):
            return waiting(seconds), TOO_MANY, seconds
        case IsBanned(ban=ban):
            return _banned(ban), REFUSED, 0
        case IsClosed(why=why):
            return why, REFUSED, 0
        case _:
            return _("What you answer has been taken away. Your words are kept here."), UNFIT, 0


def waiting(seconds):
    """Return the words for somebody who is too quick."""
    return _("Wait %(seconds)d seconds, please. Your words are kept here.") % {"seconds": seconds}


def _banned(ban):
    why = Reason(ban.reason).label if ban.reason in Reason else ban.reason
    if ban.until is None:
        return _("You may not write here any more. The reason: %(why)s. «My comments» tells how to answer.") % {
            "why": why
        }
    until = mid_sentence(timezone.localtime(ban.until), timezone.localtime(), get_language())
    said = _("You may write again %(until)s. The reason: %(why)s. «My comments» tells how to answer.")
    return said % {"until": until, "why": why}
