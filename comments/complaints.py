"""Readers' complaints about comments: each weighs as much as its author's earlier ones were right.

Weight by Laplace's rule of succession (Essai philosophique sur les probabilités, 1814), doubled so that a complaint of
somebody unknown weighs one: (right + 1) / (right + wrong + 2) · 2.
"""

from django.db import models, transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.states import HeldFor, Reason, State
from people.models import Visitor

HEAVY = 3.0
"""The weight of complaints under which a comment goes to a moderator before anybody reads on: three strangers'."""


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


class Complaint(models.Model):
    """One visitor's complaint about one comment; `was_right` is known when a moderator has ruled."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="complaints")
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="complaints")
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)
    weight = models.FloatField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    was_right = models.BooleanField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "visitor"], name="one_complaint_a_visitor")]

    def __str__(self):
        return str(self.get_reason_display())


class Complaining(models.Model):
    """The part of a comment that readers complain about."""

    class Meta:
        abstract = True

    def complain(self, visitor, reason):
        """Take down a visitor's complaint, one each; return whether it is new.

        Enough weight holds the comment for a moderator, unless one has approved it before or it is the newsroom's.
        Nobody complains about their own comment, nor about one that is not shown.
        """
        with transaction.atomic():
            now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            if not now.is_shown or now.is_by(visitor) or now.complaints.filter(visitor=visitor).exists():
                return False
            weight = Complaint.objects.weight_of(visitor)
            now.complaints.create(visitor=visitor, reason=reason, weight=weight)
            if now.complained_at is None:
                now.complained_at = timezone.now()
                now.save(update_fields=["complained_at"])
            if now._is_heavy():
                now.move_to(State.HELD, held_for=HeldFor.COMPLAINTS)
        self.state, self.held_for, self.complained_at = now.state, now.held_for, now.complained_at
        self.version = now.version
        return True

    complain.alters_data = True

    def _is_heavy(self):
        if self.from_newsroom or self._last_ruling():
            return False
        return self.complaints.open().aggregate(weight=Sum("weight"))["weight"] >= HEAVY
