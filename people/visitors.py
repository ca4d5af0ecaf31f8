"""Readers who do something: a comment, a reaction, a typo report, an ad. Readers who only read are not here."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Contact(models.TextChoices):
    """How a visitor has proved who they are."""

    NONE = "", _("not confirmed")
    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by SMS")


class Visitor(models.Model):
    """A person known by a signed cookie, and by a confirmed contact where the site asks for one.

    The contact itself is never stored, only its keyed hash, so two devices of one person meet here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=40, blank=True)
    contact_kind = models.CharField(_("confirmed"), max_length=5, choices=Contact, default=Contact.NONE, blank=True)
    contact_hash = models.CharField(max_length=64, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    agreement_version = models.CharField(_("version of the agreement"), max_length=20, blank=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    made_at = models.DateTimeField(_("first seen"), default=timezone.now, editable=False)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        constraints = [
            models.UniqueConstraint(
                fields=["contact_kind", "contact_hash"], condition=~Q(contact_hash=""), name="one_visitor_a_contact"
            )
        ]

    def __str__(self):
        return self.name or str(self.id)[:8]
