"""Deeds: who did what with an article, in the journal and as a revision."""

from contextlib import contextmanager

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
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
