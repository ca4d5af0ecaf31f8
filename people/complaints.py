"""Readers' complaints: each weighs as much as its author's earlier ones about things of that kind were right.

Weight by Laplace's rule of succession (Essai philosophique sur les probabilités, 1814), doubled so that a complaint of
somebody unknown weighs one: (right + 1) / (right + wrong + 2) · 2.
"""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

HEAVY = 3.0
"""The weight of open complaints under which a thing is hidden until a moderator looks: three strangers'."""


class ComplaintQuerySet(models.QuerySet):
    """Complaints in the moderators' words."""

    def open(self):
        """Keep those on which nobody has ruled."""
        return self.filter(was_right=None)

    def weight_of(self, visitor):
        """Return what a new complaint of the visitor weighs: 1 for a stranger, towards 2 or 0 by their record."""
        record = self.filter(visitor=visitor).aggregate(
            right=Count("pk", filter=Q(was_right=True)), wrong=Count("pk", filter=Q(was_right=False))
        )
        return 2 * (record["right"] + 1) / (record["right"] + record["wrong"] + 2)


class WeighedComplaint(models.Model):
    """A visitor's complaint for a `reason` of the subclass; `was_right` is known when a moderator has ruled."""

    weight = models.FloatField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    was_right = models.BooleanField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return str(self.get_reason_display())
