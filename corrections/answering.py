"""What a reader hears of their report: when they come back, and by e-mail if they left an address."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from corrections.models import Report, State

KEPT = timedelta(days=90)
"""How long an address waits for an answer; then it is forgotten."""

logger = logging.getLogger(__name__)


def outcomes(keys):
    """Return [{"key", "headline", "address"}] of the reports that have led to a fix and whose articles are public."""
    reports = Report.objects.filter(key__in=keys, ticket__state=State.FIXED).select_related("ticket__article")
    return [
        {
            "key": str(report.key),
            "headline": report.ticket.article.headline,
            "address": report.ticket.article.get_absolute_url(),
        }
        for report in reports
        if report.ticket.article.is_public
    ]


def settled_keys(keys):
    """Return those of the keys nobody needs to ask about again: settled, or unknown."""
    waiting = set(Report.objects.filter(key__in=keys, ticket__state=State.OPEN).values_list("key", flat=True))
    return [str(key) for key in keys if key not in waiting]


def answer_by_email(reports):
    """Tell those of the reports' readers who left an address that their correction is in; forget the addresses.

    An address is forgotten when the letter has gone, or when the report was settled otherwise. A letter that could
    not be sent waits for the next time this is called (`manage.py tidy`). Returns how many were sent.
    """
    waiting = reports.exclude(email="").exclude(ticket__state=State.OPEN).select_related("ticket__article")
    return sum(_answer(report) for report in waiting.order_by("pk"))


def _answer(report):
    """Forget the report's address, and write to it if there is something to tell; return whether a letter went."""
    same = Report.objects.filter(pk=report.pk)
    # Whoever forgets the address writes to it: of two who answer at once only one does.
    if not same.filter(email=report.email).update(email="") or report.ticket.state != State.FIXED:
        return False
    try:
        _letter(report).send()
    except OSError:
        logger.exception("The answer to report %s could not be sent.", report.pk)
        same.update(email=report.email)
        return False
    return True


def forget_addresses():
    """Send what could not be sent yet, and forget the addresses that have waited too long; return how many were
    sent.
    """
    sent = answer_by_email(Report.objects.all())
    Report.objects.filter(made_at__lt=timezone.now() - KEPT).exclude(email="").update(email="")
    return sent


def _letter(report):
    article = report.ticket.article
    with translation.override(article.language):
        found = _("Thank you: the mistake that you found in «%(headline)s» is corrected.")
        forgotten = _("This was the only letter: the address is forgotten now.")
        address = settings.SITE_URL + article.get_absolute_url()
        body = "\n\n".join([found % {"headline": article.headline}, address, forgotten])
        headers = {"Auto-Submitted": "auto-generated"}
        return EmailMessage(_("Your correction is in"), body, None, [report.email], headers=headers)
