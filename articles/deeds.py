"""Deeds: who did what with an article, in the journal and as a revision."""

from contextlib import contextmanager
from functools import wraps

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

# What stands in a line of the journal, and how it is read. The desk's own lines hold Django's lists of fields instead.
WORDS = {
    "sent_to_review": _("Sent to review"),
    "taken_back": _("Taken back from review"),
    "sent_back": _("Sent back with a note"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn"),
    "placed": _("Moved on the front page"),
    "binned": _("Put in the bin"),
    "restored": _("Taken out of the bin"),
    "deleted": _("Deleted for good"),
}
DELETIONS = {"binned", "deleted"}
# What verbs look at before they decide.
STATE = ["status", "publish_at", "withdraw_at", "embargo_until", "review_since", "deleted_at", "section", "pair"]


def log(article, by, what):
    """Write into the journal that this person did this; `what` is a key of WORDS."""
    flag = DELETION if what in DELETIONS else CHANGE
    LogEntry.objects.log_actions(by.pk, [article], flag, what, single_object=True)


@contextmanager
def deed(article, by, what):
    """What is done to the stored article inside is one revision and one line of the journal, or nothing happens.

    Done by nobody (an import, the demonstration), it leaves no trace.
    """
    with transaction.atomic():
        if by is None:
            yield
            return
        with article.revising(by):
            yield
        log(article, by, what)


def on_what_is_stored(verb):
    """Let a verb of an article decide on what is stored now, its row locked until the verb is done.

    Who acts on a page opened earlier so undoes nothing of what others did meanwhile, and of two who act at once the
    second one finds what the first one did. Raises ValidationError when the article is gone for good.
    """

    @wraps(verb)
    def whole(article, *args, **kwargs):
        with transaction.atomic():
            locked = type(article)._base_manager.select_for_update()
            try:
                article.refresh_from_db(fields=STATE, from_queryset=locked)
            except article.DoesNotExist:
                raise ValidationError(_("It has been deleted for good.")) from None
            return verb(article, *args, **kwargs)

    return whole
