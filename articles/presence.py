"""Presence: who has an article open now. It locks nothing, and frees itself."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HEARTBEAT = timedelta(seconds=20)
GONE_AFTER = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet):
    """Who is where."""

    def here(self, article, now):
        """Keep the tabs in which the article is open, the longest editing first."""
        found = self.filter(article=article, seen_at__gt=now - GONE_AFTER).select_related("user")
        return found.order_by(models.F("editing_since").asc(nulls_last=True), "pk")

    def beat(self, article, user, tab, is_editing):
        """Note that the article is open in this tab now, and forget all tabs that have gone silent."""
        now = timezone.now()
        self.filter(seen_at__lte=now - GONE_AFTER).delete()
        presence, _is_new = self.get_or_create(article=article, user=user, tab=tab)
        presence.seen_at = now
        presence.editing_since = (presence.editing_since or now) if is_editing else None
        presence.save(update_fields=["seen_at", "editing_since"])

    beat.alters_data = True


class Presence(models.Model):
    """An article open in somebody's tab."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.CharField(max_length=36)
    editing_since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("open tab")
        verbose_name_plural = _("open tabs")
        constraints = [models.UniqueConstraint(fields=["article", "user", "tab"], name="presence_of_a_tab_once")]
        indexes = [models.Index(fields=["seen_at"], name="presence_by_age")]

    def __str__(self):
        return f"{self.user} · {self.article_id}"

    def minutes_of_editing(self, now):
        """For how many minutes its words have been changing, at least one; 0 when nobody types."""
        return max(1, (now - self.editing_since) // timedelta(minutes=1)) if self.editing_since else 0
