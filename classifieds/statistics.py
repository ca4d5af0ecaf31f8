"""What the author of an ad wants to know: how often it was seen, its phone asked for, and kept as a favourite."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DayQuerySet(models.QuerySet):
    """Days in the words of the site."""

    def add(self, ad_id, what):
        """Count one more of `what` (views, reveals, favourites) for an ad today."""
        day = timezone.localdate()
        if not self.filter(ad=ad_id, day=day).update(**{what: F(what) + 1}):
            _row, is_new = self.get_or_create(ad_id=ad_id, day=day, defaults={what: 1})
            if not is_new:
                self.filter(ad=ad_id, day=day).update(**{what: F(what) + 1})

    add.alters_data = True

    def lately(self, days=30):
        """Keep the last so many days, the newest first."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days)).order_by("-day")


class Day(models.Model):
    """One day of one ad."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="days")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    reveals = models.PositiveIntegerField(default=0)
    favourites = models.PositiveIntegerField(default=0)

    objects = DayQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("day of an ad")
        verbose_name_plural = _("days of ads")
        constraints = [models.UniqueConstraint(fields=["ad", "day"], name="one_row_a_day")]

    def __str__(self):
        return f"{self.ad_id} {self.day}"
