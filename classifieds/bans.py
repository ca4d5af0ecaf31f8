"""Contacts that may not advertise for a while: known by hashes, so that a ban outlives the ads it came from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classifieds.states import Reason


class ContactBanQuerySet(models.QuerySet):
    """Bans in the moderators' words."""

    def running(self):
        """Keep those that hold now."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()), lifted_at=None)

    def holding(self, ad):
        """Keep the running ones of either contact of an ad."""
        return self.running().filter(contact_hash__in=[hash for hash in (ad.phone_hash, ad.email_hash) if hash])


class ContactBan(models.Model):
    """A phone number or an e-mail address under which nothing is advertised until a moment, or until it is lifted."""

    contact_hash = models.CharField(max_length=64, db_index=True)
    ad = models.ForeignKey("classifieds.Ad", models.SET_NULL, null=True, related_name="bans")
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("from"), default=timezone.now)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ContactBanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("ban of a contact")
        verbose_name_plural = _("bans of contacts")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.get_reason_display())
