"""Readership: how often an article is read, hour by hour. Of who reads it nothing is kept."""

from datetime import timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HOUR = timedelta(hours=1)
KEPT = timedelta(days=90)


class ReadQuerySet(models.QuerySet):
    """Articles by how often they are read."""

    def most_read(self, since):
        """Keep what was read since then, the most read first; `readings` tells how often. Begun hours count whole."""
        recent = Readership.objects.filter(hour__gt=since - HOUR)
        total = recent.filter(article=OuterRef("pk")).values("article").annotate(total=Sum("count")).values("total")
        read = self.filter(pk__in=recent.values("article")).annotate(readings=Subquery(total))
        return read.order_by("-readings", "-publish_at", "-pk")


class ReadershipQuerySet(models.QuerySet):
    """Readings by the hour."""

    def add(self, readings):
        """Add {(article's id, hour): number}, right also when other processes do; a deleted article is left out."""
        articles = apps.get_model("articles", "Article").objects.filter(pk__in={pk for pk, _hour in readings})
        living = set(articles.values_list("pk", flat=True))
        # In one order, so that two who add to the same rows wait for each other, but never both.
        rows = sorted(row for row in readings if row[0] in living)
        if not rows:
            return
        with transaction.atomic():
            self.bulk_create([Readership(article_id=pk, hour=hour) for pk, hour in rows], ignore_conflicts=True)
            for pk, hour in rows:
                self.filter(article=pk, hour=hour).update(count=F("count") + readings[pk, hour])

    add.alters_data = True

    def forget_old(self):
        """Delete the hours that are over for long."""
        self.filter(hour__lt=timezone.now() - KEPT).delete()

    forget_old.alters_data = True


class Readership(models.Model):
    """How often an article was read within one hour."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="readership")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    objects = ReadershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("readers of an hour")
        verbose_name_plural = _("readers by the hour")
        constraints = [models.UniqueConstraint(fields=["article", "hour"], name="readership_of_an_hour_once")]
        indexes = [models.Index(fields=["hour", "article"], name="readership_by_hour")]

    def __str__(self):
        return f"{self.article_id} · {self.hour:%Y-%m-%d %H:00} · {self.count}"
