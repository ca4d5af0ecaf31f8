"""The standing parts of the paper."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.bilingual import Bilingual


class Section(models.Model):
    """A standing part of the paper: Sport, Culture …"""

    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    slug_ru = models.SlugField(_("address in Russian"), max_length=60, unique=True)
    slug_kk = models.SlugField(_("address in Kazakh"), max_length=60, unique=True)
    description_ru = models.CharField(_("description in Russian"), max_length=300, blank=True)
    description_kk = models.CharField(_("description in Kazakh"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual("name")
    slug = Bilingual("slug")
    description = Bilingual("description")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])
