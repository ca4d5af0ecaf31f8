"""Publishing: what public means, when it begins and ends, and the verbs that make an article so."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.deeds import deed, on_what_is_stored
from language import moments


class Status(models.TextChoices):
    """Where an article stands on its way to the reader."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class PublishingQuerySet(models.QuerySet):
    """What readers may read, and when."""

    def published(self):
        """Keep what the public may read now. Every public page, feed, count and search starts here."""
        lasting = Q(withdraw_at__isnull=True) | Q(withdraw_at__gt=timezone.now())
        return self.filter(lasting, status=Status.PUBLISHED, publish_at__lte=timezone.now())

    def scheduled(self):
        """Keep what will appear or go by itself, later."""
        now = timezone.now()
        return self.filter(Q(publish_at__gt=now) | Q(withdraw_at__gt=now), status=Status.PUBLISHED)

    def under_embargo(self):
        """Keep what nobody may publish yet."""
        return self.filter(embargo_until__gt=timezone.now())

    def latest(self):
        """Newest first, in an order that never ties."""
        return self.order_by("-publish_at", "-pk")


class Publishing(models.Model):
    """The part of an article that decides whether it is public."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(
        _("publish at"), null=True, blank=True, help_text=_("Leave empty to publish at once.")
    )
    withdraw_at = models.DateTimeField(
        _("withdraw at"), null=True, blank=True, help_text=_("Readers see it until then. Leave empty to keep it.")
    )
    embargo_until = models.DateTimeField(
        _("embargo until"), null=True, blank=True, help_text=_("Nobody publishes it before.")
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save with moments in whole seconds: pages print them as HTML times, which have at most milliseconds."""
        self.round_moments()
        super().save(*args, **kwargs)

    def clean(self):
        """Give what is published now its date, and refuse moments that contradict each other."""
        super().clean()
        self.round_moments()
        if self.status == Status.PUBLISHED:
            self.publish_at = self.publish_at or timezone.now().replace(microsecond=0)
            if self.embargo_until and self.publish_at < self.embargo_until:
                raise ValidationError({"publish_at": _embargo(self.embargo_until)})
        if self.withdraw_at and self.publish_at and self.withdraw_at <= self.publish_at:
            raise ValidationError({"withdraw_at": _("Choose a moment after the one of publishing.")})

    def round_moments(self):
        """Cut the moments to whole seconds; not saved yet."""
        for field in ("publish_at", "withdraw_at", "embargo_until"):
            moment = getattr(self, field)
            setattr(self, field, moment and moment.replace(microsecond=0))

    round_moments.alters_data = True

    @property
    def is_public(self):
        """Whether the public may read it now."""
        return self.status == Status.PUBLISHED and self.publish_at <= timezone.now() and not self.has_run_out

    @property
    def was_public(self):
        """Whether the public could read it before, and cannot now."""
        has_gone = self.status == Status.WITHDRAWN or (self.status == Status.PUBLISHED and self.has_run_out)
        return has_gone and self.publish_at is not None and self.publish_at <= timezone.now()

    @property
    def is_due(self):
        """Whether it will appear by itself later."""
        return self.status == Status.PUBLISHED and self.publish_at > timezone.now()

    @property
    def has_run_out(self):
        """Whether the moment of its withdrawal has come."""
        return self.withdraw_at is not None and self.withdraw_at <= timezone.now()

    @property
    def is_under_embargo(self):
        """Whether nobody may publish it yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @on_what_is_stored
    def publish(self, at=None, by=None):
        """Make it public now, or at the given time; what is published already stays, unless a time is given.

        A moment of withdrawal that has passed is forgotten. Raises ValidationError when it is in the bin or has no
        section, or when the time is before its embargo or after its withdrawal.
        """
        if self.deleted_at:
            raise ValidationError(_("It is in the bin."))
        if self.status == Status.PUBLISHED and at is None and not self.has_run_out:
            return
        self.status = Status.PUBLISHED
        self.publish_at = at or self.publish_at or timezone.now()
        self.withdraw_at = None if self.has_run_out else self.withdraw_at
        self.clean()
        with deed(self, by, "published"):
            self.save(update_fields=["status", "publish_at", "withdraw_at", "saved_at"])

    publish.alters_data = True

    @on_what_is_stored
    def withdraw(self, by=None):
        """Take it away from the public; the text, the date and the address are kept.

        Raises ValidationError for what was never given to it.
        """
        if self.status == Status.WITHDRAWN:
            return
        if self.status != Status.PUBLISHED:
            raise ValidationError(_("Only what is published is withdrawn."))
        self.status = Status.WITHDRAWN
        with deed(self, by, "withdrawn"):
            self.save(update_fields=["status", "saved_at"])

    withdraw.alters_data = True


def _embargo(moment):
    when = moments.when(timezone.localtime(moment), timezone.localtime(), get_language())
    return ValidationError(
        _("Under embargo until %(when)s. Choose that moment or a later one."), params={"when": when}, code="embargo"
    )
