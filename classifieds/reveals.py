"""Who has asked for the phone of an ad: numbers are what scrapers come for, so each asking is written down."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reveal(models.Model):
    """One visitor has seen the phone of one ad on one day; `subnet` is where from, for the look after fraud."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="reveals")
    visitor = models.ForeignKey("people.Visitor", models.CASCADE, related_name="ad_reveals")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    subnet = models.CharField(max_length=43, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("reveal of a phone")
        verbose_name_plural = _("reveals of phones")
        constraints = [models.UniqueConstraint(fields=["ad", "visitor", "day"], name="one_reveal_a_day")]
        indexes = [models.Index(fields=["day"], name="reveal_by_day")]

    def __str__(self):
        return f"{self.ad_id} {self.day}"
