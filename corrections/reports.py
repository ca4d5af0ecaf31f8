"""Reports: what one reader sent about one place, and how far it is believed."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corrections.tickets import LONGEST, Kind, State, Suggestion, Ticket
from people.bans import Ban
from people.limits import wait
from people.models import Visitor

AN_HOUR = 3600
OF_ONE_VISITOR, OF_ONE_SUBNET = 10, 60
RECORD_FROM = 5
"""Settled reports from which on a reader's record counts."""


class Report(models.Model):
    """One reader's report. Its `key` is made by their browser: sent twice it is one, and later asks for news."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="reports")
    suggestion = models.ForeignKey(Suggestion, models.SET_NULL, null=True, related_name="+")
    visitor = models.ForeignKey(Visitor, models.SET_NULL, null=True, related_name="reports")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.TYPO)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    # Only of words that are not in the article, which nothing of the article's own can stand for.
    marked = models.CharField(_("marked words"), max_length=LONGEST, blank=True)
    proposed = models.CharField(_("proposed words"), max_length=LONGEST * 4, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    weight = models.FloatField(default=0)
    made_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(fields=["visitor"], name="report_by_visitor"),
            models.Index(fields=["made_at"], condition=~Q(email=""), name="report_to_answer"),
        ]

    def __str__(self):
        return str(self.ticket)


def trust_in(visitor, network, *, is_odd=False):
    """Return the weight of what the visitor sends now: 0 when they or their network are over a limit or banned.

    The visitor is stored; the report is counted.
    """
    over = wait(f"typo:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR) or wait(f"typo:{network}", OF_ONE_SUBNET, AN_HOUR)
    if is_odd or over or Ban.objects.running().filter(visitor=visitor).exists():
        return 0.0
    record = Report.objects.filter(visitor=visitor).exclude(ticket__state=State.OPEN)
    found = record.aggregate(sent=Count("pk"), right=Count("pk", filter=Q(ticket__state=State.FIXED)))
    if found["sent"] < RECORD_FROM:
        return 1.0
    return round((found["right"] + 0.5) / (found["sent"] + 0.5), 3) if found["right"] else 0.0
