"""What the form's own scripts send: JSON, from somebody who may change the article."""

import json
import re

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article, Status
from language import moments

KEY = re.compile(r"[0-9a-f-]{8,36}")
NUMBER = re.compile(r"[0-9]{1,18}")
LONGEST_NUMBER = 19


def article_to_change(desk, request, pk):
    """Return the article (None for a new one), or raise Http404 as if it were not there."""
    if pk is None:
        allowed, article = desk.has_add_permission(request), None
    else:
        article = desk.get_object(request, str(pk))
        allowed = article is not None and desk.has_change_permission(request, article)
    if not allowed:
        raise Http404
    return article


def openable(user, pk):
    """Return the article if this person may open it, were it only to read or to take it out of the bin; or None."""
    number = str(pk)
    if not (number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER):
        return None
    return Article.objects.open_to(user).filter(pk=number).first()


def shut_because(user, article):
    """Say why this person may not change an article that they may open; say nothing when they may."""
    if article.is_editable_by(user):
        return ""
    if article.deleted_at:
        return _("The article is in the bin.")
    if article.status == Status.IN_REVIEW:
        return _("The article is in review: it is with the editors now.")
    return _("Only editors change this article now.")


def posted(request):
    """Return the JSON object that was posted; raise BadRequest when it is none."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest("No JSON.") from None
    if not isinstance(data, dict):
        raise BadRequest("No JSON object.")
    return data


def key_in(data, name):
    """Return the random key of that name; raise BadRequest when it is none."""
    key = data.get(name)
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise BadRequest(f"No {name}.")
    return key


def newest_revision(article):
    """The newest revision of the article without its text, or None."""
    return article.revisions.defer("snapshot").select_related("author").first() if article else None


def news_of(revision, base):
    """Say that a revision newer than the base has appeared; say nothing when it has not, or the base is unknown."""
    # A form opened before there were revisions was opened on what the first one keeps.
    if revision is None or base is None or revision.number <= max(base, 1):
        return ""
    said = _("While you were writing, version %(number)d appeared (%(by)s).")
    return said % {"number": revision.number, "by": signed(revision)}


def signed(revision):
    """«Анна Ким, 17:20»: who saved it, and when."""
    return ", ".join(filter(None, [revision.by, clock(revision.saved_at)]))


def clock(moment):
    """The time, and the day when it was not today, as one says it in a sentence."""
    return moments.when(timezone.localtime(moment), timezone.localtime(), get_language()).lower()
