"""Where things are: regions, their cities and districts, the districts of cities."""

from operator import attrgetter

from django.core.exceptions import ValidationError
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

    def clean(self):
        """Refuse a branch that grows out of itself."""
        if stands_in_itself(self):
            raise ValidationError({"parent": _("A place cannot lie in itself.")})


def stands_in_itself(row, above=attrgetter("parent")):
    """Tell whether the way up from a row of a tree comes back to it; `above` is how to go one step up."""
    now, seen = above(row), set()
    while now and now.pk not in seen and now.pk != row.pk:
        seen.add(now.pk)
        now = above(now)
    return bool(now) and now.pk == row.pk
