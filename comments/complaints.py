"""Readers' complaints about comments."""

from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.states import HeldFor, Reason, State
from people.complaints import HEAVY, WeighedComplaint
from people.models import Visitor


class Complaint(WeighedComplaint):
    """One visitor's complaint about one comment."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="complaints")
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="complaints")
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)

    class Meta(WeighedComplaint.Meta):
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [models.UniqueConstraint(fields=["comment", "visitor"], name="one_complaint_a_visitor")]


class Complaining(models.Model):
    """The part of a comment that readers complain about."""

    class Meta:
        abstract = True

    def complain(self, visitor, reason, weighs=True):
        """Take down a visitor's complaint, one each; return whether it is new.

        Enough weight holds the comment for a moderator, unless one has approved it before or it is the newsroom's; a
        complaint that does not weigh holds nothing.
        Nobody complains about their own comment, nor about one that is not shown.
        """
        with transaction.atomic():
            now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            if not now.is_shown or now.is_by(visitor) or now.complaints.filter(visitor=visitor).exists():
                return False
            weight = Complaint.objects.weight_of(visitor) if weighs else 0
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


def weighs_alone(visitor):
    """Tell whether the visitor is more than a cookie: has confirmed a contact, or said something that is shown."""
    if visitor.is_new:
        return False
    return bool(visitor.contact_kind) or visitor.comments.filter(state=State.SHOWN).exists()
