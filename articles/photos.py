"""Photos: pictures with a place and words of their own in an article."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.final_text import check_room, settle

WORDS = ("caption", "credit", "alt")


class Photo(models.Model):
    """A picture's place in an article: its number, and words of its own."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="photos")
    picture = models.ForeignKey("pictures.Picture", models.PROTECT, related_name="+", verbose_name=_("picture"))
    number = models.PositiveSmallIntegerField(_("number"), default=0)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    alt = models.CharField(_("description for those who cannot see it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "picture"], name="picture_once_in_article")]

    def __str__(self):
        return f"№ {self.number}"

    def save(self, *args, update_fields=None, **kwargs):
        """Save with final text."""
        if update_fields is None:
            settle(self, WORDS, self.article.language)
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        return self.article.address("photo", self.article.slug, self.number)

    @property
    def name(self):
        """What a page calls it, in the reader's language: «фото 3»."""
        return gettext("photo %(number)s") % {"number": self.number}

    def clean(self):
        """Refuse words that outgrow their room when they are typeset."""
        check_room(self, WORDS, self.article.language)
