"""Searches that readers are written about: by their events, so that an ad approved late is never missed."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Period(models.TextChoices):
    """How often a letter comes at most."""

    HOURLY = "hourly", _("every hour")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")


class SavedSearchQuerySet(models.QuerySet):
    """Saved searches in the words of the site."""

    def running(self):
        """Keep those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class SavedSearch(models.Model):
    """A question to the ads, kept with an e-mail address. `cursor` is the last event that was looked at.

    `filters` is the query of the list's address, in its one form.
    """

    email = models.CharField(_("e-mail"), max_length=254)
    email_hash = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=2, default="ru")
    category = models.ForeignKey("classifieds.Category", models.CASCADE, null=True, blank=True, related_name="+")
    place = models.ForeignKey("classifieds.Place", models.CASCADE, null=True, blank=True, related_name="+")
    filters = models.CharField(max_length=1000, blank=True)
    period = models.CharField(_("how often"), max_length=6, choices=Period, default=Period.DAILY)
    visitor = models.ForeignKey(
        "people.Visitor", models.SET_NULL, null=True, blank=True, related_name="saved_searches"
    )
    cursor = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        indexes = [models.Index(fields=["due_at"], condition=models.Q(ended_at=None), name="search_due")]
        constraints = [
            models.UniqueConstraint(
                # By what stands for no category and no place: no two NULLs are the same.
                "email_hash",
                Coalesce("category", 0),
                Coalesce("place", 0),
                "filters",
                condition=models.Q(ended_at=None),
                name="one_running_search_a_reader",
            )
        ]

    def __str__(self):
        return self.filters

    def end(self):
        """Write no more letters; the second time, do nothing."""
        type(self).objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())

    end.alters_data = True
