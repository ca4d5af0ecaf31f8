"""What a reader is told whose words are not taken in."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comments.posting import IsBanned, IsClosed, IsSaid, MustWait
from comments.states import Reason, State
from language.moments import mid_sentence
from people.guarding import wants_json

UNFIT, REFUSED, GONE, TOO_MANY = 400, 403, 410, 429


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
        case IsSaid():
            return _("You have said the same here already."), UNFIT, 0
        case _:
            said = _("What you answer has been taken away. Send once more, and your words stand by themselves.")
            return said, UNFIT, 0


def unseen(comment):
    """Return the words for the author of a comment that readers do not see; "" where they do."""
    if comment.state == State.HIDDEN:
        said = _("A moderator has hidden this comment of yours. The reason: %(why)s.")
        return said % {"why": comment.get_hidden_for_display()}
    return "" if comment.is_shown else _("Your comment waits for a moderator.")


def waiting(seconds):
    """Return the words for somebody who is too quick."""
    return _("Wait %(seconds)d seconds, please. Your words are kept here.") % {"seconds": seconds}


def withdrawn(request):
    """Answer words for an article that readers do not see: nothing of it, and the words back."""
    message = _("This article is off the site now, so nothing can be written under it. Your words are kept here.")
    if wants_json(request):
        return JsonResponse({"errors": {}, "message": message}, status=GONE)
    context = {"message": message, "words": request.POST.get("text", "")}
    return render(request, "comments/withdrawn.html", context, status=GONE)


def _banned(ban):
    why = Reason(ban.reason).label if ban.reason in Reason else ban.reason
    if ban.until is None:
        return _("You may not write here any more. The reason: %(why)s. «My comments» tells how to answer.") % {
            "why": why
        }
    until = mid_sentence(timezone.localtime(ban.until), timezone.localtime(), get_language())
    said = _("You may write again %(until)s. The reason: %(why)s. «My comments» tells how to answer.")
    return said % {"until": until, "why": why}
