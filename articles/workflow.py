"""Who may do what with an article, and its way from the writer's draft to the editor's desk and back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.binning import Binning, BinningQuerySet
from articles.deeds import deed, on_what_is_stored
from articles.publishing import Publishing, PublishingQuerySet, Status
from language.typography import normalise


class WorkflowQuerySet(BinningQuerySet, PublishingQuerySet):
    """Whose articles they are, and who may read and change them."""

    def belonging_to(self, user):
        """Keep what the person began, or signs."""
        signed = self.model.authors.through.objects.filter(article=OuterRef("pk"), author__user=user.pk)
        return self.filter(Q(created_by=user.pk) | Exists(signed))

    def open_to(self, user):
        """Keep what the person may open at the desk, the bin included: editors all of it, reporters their own."""
        if user.has_perm("articles.edit_others_article"):
            return self.all()
        may_look = user.has_perm("articles.view_article") or user.has_perm("articles.change_article")
        return self.belonging_to(user) if may_look else self.none()

    def at_desk_of(self, user):
        """Keep what the person finds in the lists of the desk."""
        return self.open_to(user).kept()

    def visible_to(self, user):
        """Keep what the person may read: what is at their desk, and what readers read."""
        return self.at_desk_of(user) | self.published()

    def editable_by(self, user):
        """Keep what the person may change: editors everything, reporters their own drafts."""
        if not user.has_perm("articles.change_article"):
            return self.none()
        articles = self.at_desk_of(user)
        return articles if user.has_perm("articles.edit_others_article") else articles.filter(status=Status.DRAFT)

    def pairable_by(self, user):
        """Keep what the person may make a pair of a story of theirs; a reporter parts no pair of others."""
        if user.has_perm("articles.edit_others_article"):
            return self.kept()
        return self.at_desk_of(user) | self.published().filter(pair__isnull=True)

    def in_review(self):
        """Keep what waits for an editor, the one that has waited longest first."""
        waiting = self.filter(status=Status.IN_REVIEW)
        return waiting.annotate(waits_since=Coalesce("review_since", "saved_at")).order_by("waits_since", "pk")


class Workflow(Binning, Publishing):
    """The part of an article that goes from hand to hand."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    review_since = models.DateTimeField(_("in review since"), null=True, editable=False)

    class Meta:
        abstract = True

    def belongs_to(self, user):
        """Tell whether the person began it, or signs it."""
        return self.created_by_id == user.pk or self.authors.filter(user=user).exists()

    def is_editable_by(self, user):
        """Tell whether the person may change it; `editable_by` says the same of many."""
        if self.deleted_at or not user.has_perm("articles.change_article"):
            return False
        return user.has_perm("articles.edit_others_article") or (self.status == Status.DRAFT and self.belongs_to(user))

    @on_what_is_stored
    def send_to_review(self, by=None):
        """Give a draft to the editors; what is with them already stays. Raises ValidationError for anything else."""
        if self.status == Status.IN_REVIEW and not self.deleted_at:
            return
        if self.status != Status.DRAFT or self.deleted_at:
            raise ValidationError(_("Only a draft is sent to review."))
        self.status, self.review_since = Status.IN_REVIEW, timezone.now()
        with deed(self, by, "sent_to_review"):
            self.save(update_fields=["status", "review_since", "saved_at"])

    send_to_review.alters_data = True

    @on_what_is_stored
    def send_back(self, by, note=""):
        """Give it back to its writer, with a note; its writer may take it back without one.

        What is with its writer already stays there, and the note of a second editor reaches the writer too. Raises
        ValidationError when the note is missing, and for what has gone another way.
        """
        own, note = self.belongs_to(by), normalise(note).strip()
        if not own and not note:
            raise ValidationError(_("Write to the author what should change."), code="no_note")
        if self.status not in (Status.IN_REVIEW, Status.DRAFT) or self.deleted_at:
            raise ValidationError(_("It is in review no more."))
        # The same words may be due again; only those of a second click are there already.
        is_news = self.status == Status.IN_REVIEW or not self.review_notes.filter(author=by, text=note).exists()
        if self.status == Status.IN_REVIEW:
            self.status, self.review_since = Status.DRAFT, None
            with deed(self, by, "sent_back" if note else "taken_back"):
                self.save(update_fields=["status", "review_since", "saved_at"])
        if note and is_news:
            self.review_notes.create(author=by, text=note)

    send_back.alters_data = True


class ReviewNote(models.Model):
    """What an editor wrote to the author of an article on sending it back."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="review_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("note to the author"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("note to the author")
        verbose_name_plural = _("notes to the author")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.text
