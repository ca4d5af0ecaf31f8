"""Publishing: what public means, and the verbs that make an article so."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an article stands on its way to the reader."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class PublishingQuerySet(models.QuerySet):
    """Who may read what, and when."""

    def published(self):
        """Keep what the public may read now. Every public page, feed, count and search starts here."""
        return self.filter(status=Status.PUBLISHED, publish_at__lte=timezone.now())

    def visible_to(self, user):
        """Keep what this person may read: staff who may see articles all of them, others the published."""
        return self.all() if user.has_perm("articles.view_article") else self.published()

    def latest(self):
        """Newest first, in an order that never ties."""
        return self.order_by("-publish_at", "-pk")


class Publishing(models.Model):
    """The part of an article that decides whether it is public."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(
        _("publish at"), null=True, blank=True, help_text=_("Leave empty to publish at once.")
    )

    class Meta:
        abstract = True

    @property
    def is_public(self):
        """Whether the public may read it now."""
        return self.status == Status.PUBLISHED and self.publish_at <= timezone.now()

    @property
    def is_due(self):
        """Whether it will appear by itself later."""
        return self.status == Status.PUBLISHED and self.publish_at > timezone.now()

    def publish(self, at=None):
        """Make it public now, or at the given time; what is published already stays, unless a time is given.

        Raises ValidationError when it has no section.
        """
        if self.status == Status.PUBLISHED and at is None:
            return
        self.status = Status.PUBLISHED
        self.publish_at = at or self.publish_at or timezone.now()
        self.clean()
        self.save(update_fields=["status", "publish_at", "saved_at"])

    publish.alters_data = True

    def withdraw(self):
        """Take it away from the public; the text, the date and the address are kept."""
        if self.status == Status.WITHDRAWN:
            return
        self.status = Status.WITHDRAWN
        self.save(update_fields=["status", "saved_at"])

    withdraw.alters_data = True
