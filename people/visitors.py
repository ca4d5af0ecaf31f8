"""Readers who do something: a comment, a reaction, a typo report, an ad. Readers who only read are not here."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

COOKIE = "visitor"
REMEMBERED = timedelta(days=365)
SEEN_EVERY = timedelta(hours=1)


class Contact(models.TextChoices):
    """How a visitor has proved who they are."""

    NONE = "", _("not confirmed")
    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by SMS")


# Whatever a reader does begins with it; by hand, because composing it would be most of its cost. Every column by its
# name: a prepared «*» would fail from the migration that adds one until the process starts anew.
_BY_KEY = """
    SELECT id, name, contact_kind, contact_hash, confirmed_at, agreement_version, agreed_at, made_at, seen_at, left_at,
           forgotten_at
    FROM people_visitor WHERE id = %s
"""


class VisitorManager(models.Manager):
    """Who is asking."""

    def of(self, request):
        """Return the stored visitor whose cookie the request carries, or None; no cookie is bad enough to raise."""
        try:
            text = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=REMEMBERED)
            key = self.model._meta.pk.get_db_prep_value(uuid.UUID(text), connection)
        except ValueError:
            return None
        return next((visitor for visitor in self.raw(_BY_KEY, [key]) if visitor.is_here), None)

    def welcome(self, request):
        """Return the visitor of a POST: the stored one, noting that they were here, or a new one, not stored yet."""
        visitor = self.of(request) or self.model()
        now = timezone.now()
        if now - visitor.seen_at > SEEN_EVERY:
            visitor.seen_at = now
            visitor.save(update_fields=["seen_at"])
        return visitor

    welcome.alters_data = True


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
    left_at = models.DateTimeField(_("left"), null=True, editable=False)
    forgotten_at = models.DateTimeField(_("forgotten"), null=True, editable=False)

    objects = VisitorManager()

    class Meta:
        default_permissions = ()
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        constraints = [
            models.UniqueConstraint(
                fields=["contact_kind", "contact_hash"], condition=~Q(contact_hash=""), name="one_visitor_a_contact"
            )
        ]
        indexes = [
            models.Index(fields=["seen_at"], condition=Q(forgotten_at=None), name="visitor_seen"),
            models.Index(fields=["left_at"], condition=Q(left_at__isnull=False), name="visitor_left"),
        ]

    def __str__(self):
        return self.name or str(self.id)[:8]

    @property
    def is_new(self):
        """Tell whether nothing is stored of them yet."""
        return self._state.adding

    @property
    def is_here(self):
        """Tell whether their cookie still leads to them: they have neither left nor been forgotten."""
        return not (self.left_at or self.forgotten_at)

    def keep(self):
        """Store who is new; the second time, do nothing."""
        if self.is_new:
            self.save(force_insert=True)

    keep.alters_data = True

    def leave(self):
        """End the agreement with them: no cookie leads here any more, and three months later nothing does."""
        self.name, self.left_at = "", timezone.now()
        self.save(update_fields=["name", "left_at"])

    leave.alters_data = True

    def come_back(self):
        """Know them again after they left, as somebody who has agreed to nothing yet."""
        self.agreement_version, self.agreed_at, self.left_at = "", None, None
        self.save(update_fields=["agreement_version", "agreed_at", "left_at"])

    come_back.alters_data = True


def remember(response, visitor):
    """Let the browser keep who the visitor is, for a year from now; the visitor is stored by then."""
    response.set_signed_cookie(
        COOKIE,
        str(visitor.pk),
        salt=COOKIE,
        max_age=REMEMBERED,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
