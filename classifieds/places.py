"""Where things are: regions, their cities and districts, the districts of cities."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.bilingual import Bilingual


class Place(models.Model):
    """A region, a city or a part of one; no map is needed to choose it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
