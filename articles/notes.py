"""Notes: what readers should know of an article's changes, dated, under its text and on one public page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from language.typography import typeset


class NoteQuerySet(models.QuerySet):
    """Notes as readers meet them."""

    def under(self, articles):
        """Keep the notes that stand under the given articles, and read the articles with them."""
        return self.filter(article__in=articles).select_related("article")


class Note(models.Model):
    """A sentence to the readers of an article, in its language: what was updated, or what was wrong."""

    class Kind(models.TextChoices):
        """What the note tells of."""

        UPDATED = "updated", pgettext_lazy("note", "Updated")
        CORRECTED = "corrected", pgettext_lazy("note", "Corrected")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.UPDATED)
    text = models.TextField(_("what has changed"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note to readers")
        verbose_name_plural = _("notes to readers")
        default_permissions = []
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="note_latest")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"

    def save(self, *args, update_fields=None, **kwargs):
        """Save with final text; a new note is also the moment its article was updated for readers."""
        if update_fields is None:
            self.text = typeset(self.text, self.article.language)
        is_new = self._state.adding
        super().save(*args, update_fields=update_fields, **kwargs)
        if is_new:
            self.article.updated_at = self.created_at
            self.article.save(update_fields=["updated_at"])

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#note-{self.pk}"

    @property
    def is_correction(self):
        """Whether it takes back something that was wrong."""
        return self.kind == self.Kind.CORRECTED
