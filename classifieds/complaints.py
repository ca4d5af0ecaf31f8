"""Readers' complaints about ads."""

from django.db import models, transaction
from django.db.models import Count, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classifieds.states import Deed, Reason
from people.complaints import HEAVY, WeighedComplaint


class Complaint(WeighedComplaint):
    """One visitor's complaint about one ad."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="complaints")
    visitor = models.ForeignKey("people.Visitor", models.CASCADE, related_name="ad_complaints")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta(WeighedComplaint.Meta):
        verbose_name = _("complaint about an ad")
        verbose_name_plural = _("complaints about ads")
        constraints = [models.UniqueConstraint(fields=["ad", "visitor"], name="one_ad_complaint_a_visitor")]


def complain(ad, visitor, reason, remark="", weighs=True):
    """Write down a stored visitor's complaint about an ad and return whether it is new: one a visitor.

    A moderator looks at the ad then. Heavy open complaints hide a live one, unless a moderator has approved it after
    they began; a complaint that does not weigh hides nothing.
    """
    with transaction.atomic():
        # Complaints about one ad queue here, so that the last of several at once sees all of them.
        now = ad.__class__.objects.select_for_update().get(pk=ad.pk)
        _row, is_new = Complaint.objects.get_or_create(
            ad=ad,
            visitor=visitor,
            defaults={
                "reason": reason,
                "remark": remark,
                "weight": Complaint.objects.weight_of(visitor) if weighs else 0,
            },
        )
        if is_new and now.is_live:
            if _must_hide(now):
                now.hide(None, _most_frequent_reason(now))
            else:
                ad.__class__.objects.filter(pk=ad.pk, waits_since=None).update(waits_since=timezone.now())
    return is_new


def _must_hide(ad):
    told = ad.complaints.open().aggregate(weight=Sum("weight"), since=Min("made_at"))
    # The author's own edits and trusted ads have no moderator behind them: `by` is nobody then.
    looked_at = ad.log.filter(deed=Deed.APPROVED, by__isnull=False, at__gt=told["since"]).exists()
    return told["weight"] >= HEAVY and not looked_at


def _most_frequent_reason(ad):
    counted = ad.complaints.open().values("reason").annotate(n=Count("pk")).order_by("-n", "reason")
    return counted.first()["reason"]
