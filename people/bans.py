"""Visitors who may not write for a while; they are told so, and may answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.visitors import Visitor


class BanQuerySet(models.QuerySet):
    """Bans in the moderators' words."""

    def running(self):
        """Keep those that hold now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()), lifted_at__isnull=True)

    def running_of(self, visitor):
        """Return the running ban of a visitor (or of a visitor's number) that ends last, or None."""
        return self.running().filter(visitor=visitor).order_by(F("until").desc(nulls_first=True), "-pk").first()

    def appealed(self):
        """Keep the running ones that were answered and wait for a decision, the longest waiting first."""
        return self.running().filter(appealed_at__isnull=False, appeal_settled_at__isnull=True).order_by("appealed_at")


class Ban(models.Model):
    """One visitor may not write until a moment, or until it is lifted; the reason is told to them."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="bans", verbose_name=_("visitor"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("from"), default=timezone.now)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appeal = models.TextField(_("appeal"), blank=True, max_length=1000)
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    appeal_settled_at = models.DateTimeField(_("appeal settled"), null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.visitor}: {self.reason}"

    def answer(self, text):
        """Take in what the banned visitor says to it, once; return whether it was taken in."""
        taken = Ban.objects.running().filter(pk=self.pk, appealed_at=None)
        return bool(taken.update(appeal=text, appealed_at=timezone.now()))

    answer.alters_data = True
