"""Codes that prove a contact: sent by e-mail or SMS, hashed at rest, few tries, soon over."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.visitors import Contact


OPEN, EMAIL, SMS, CLOSED = "open", "email", "sms", "closed"


def who_may_write():
    """Return (state, reason): open, email, sms or closed now, and if closed against the setting, why."""
    return settings.COMMENTERS, ""


class Code(models.Model):
    """One code on its way to one contact."""

    contact_kind = models.CharField(max_length=5, choices=Contact)
    contact_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("confirmation code")
        verbose_name_plural = _("confirmation codes")
