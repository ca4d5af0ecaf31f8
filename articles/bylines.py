"""Those whose names stand under headlines."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editions.bilingual import Bilingual
from language.slugs import slugify, unique_slug
from language.typography import purify


class Author(models.Model):
    """Somebody whose byline stands under a headline."""

    byline_ru = models.CharField(_("byline in Russian"), max_length=80)
    byline_kk = models.CharField(_("byline in Kazakh"), max_length=80, blank=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)
    portrait = models.ForeignKey(
        "pictures.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    bio_ru = models.TextField(_("about the author in Russian"), blank=True)
    bio_kk = models.TextField(_("about the author in Kazakh"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("staff member")
    )

    byline = Bilingual("byline")
    bio = Bilingual("bio")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["byline_ru"]

    def __str__(self):
        return self.byline

    def save(self, *args, **kwargs):
        """Save a clean byline, under an address made of it unless one is given."""
        purify(self, ("byline_ru", "byline_kk"))
        if not self.slug:
            taken = Author.objects.exclude(pk=self.pk).filter
            self.slug = unique_slug(slugify(self.byline_ru), lambda s: taken(slug=s).exists(), fallback="author")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])
