"""The standing parts of the paper."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editions.bilingual import Bilingual
from language.slugs import slugify, unique_slug
from language.typography import purify

SLUG_LENGTH = 60


class Section(models.Model):
    """A standing part of the paper: Sport, Culture …"""

    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    slug_ru = models.SlugField(_("address in Russian"), max_length=60, unique=True, blank=True)
    slug_kk = models.SlugField(_("address in Kazakh"), max_length=60, unique=True, blank=True)
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

    def save(self, *args, **kwargs):
        """Save clean names, under addresses made of them where none is given."""
        purify(self, ("name_ru", "name_kk"))
        for language in ("ru", "kk"):
            if not getattr(self, f"slug_{language}"):
                setattr(self, f"slug_{language}", self._free_slug(language))
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])

    def _free_slug(self, language):
        others = Section.objects.exclude(pk=self.pk)
        made = slugify(getattr(self, f"name_{language}"), SLUG_LENGTH)
        return unique_slug(made, lambda s: others.filter(**{f"slug_{language}": s}).exists(), "section", SLUG_LENGTH)
