"""The photographs of an ad."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdPhoto(models.Model):
    """One photograph; one that was added to a live ad is held until a moderator has seen it."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="photos")
    picture = models.ForeignKey("pictures.Picture", models.PROTECT, related_name="ad_photos")
    order = models.PositiveSmallIntegerField(default=0)
    is_held = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("photograph of an ad")
        verbose_name_plural = _("photographs of ads")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["ad", "picture"], name="a_picture_once_an_ad")]

    def __str__(self):
        return str(self.picture)
