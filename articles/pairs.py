"""Pairs: the same story in both languages, and which side has fallen behind the other."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from articles.deeds import on_what_is_stored
from articles.photos import Photo
from articles.publishing import Status
from articles.revisions import PHOTO_WORDS, TEXTS, Revision

OTHER_LANGUAGE = {"ru": "kk", "kk": "ru"}
# What a translation follows: a pin or a date that changed on the other side leaves nothing to translate.
FOLLOWED = (*TEXTS, "photos")


class Paired(models.Model):
    """The part of an article that knows its other language."""

    pair = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, verbose_name=_("the same story in the other language")
    )
    in_step_with = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def public_pair(self):
        """The same story in the other language, when the public may read it."""
        return self.pair if self.pair and self.pair.is_public else None

    @transaction.atomic
    def pair_with(self, other):
        """Make the other article (or None) this one's pair, both ways. Raises ValidationError within one language."""
        if other is not None and other.language == self.language:
            raise ValidationError({"pair": _("The pair must be in the other language.")})
        pair_ids = [self.pk, other.pk] if other else [self.pk]
        # Locked first: whom the other was paired with at this very moment, only a later statement sees.
        list(type(self)._base_manager.select_for_update().filter(pk__in=pair_ids).order_by("pk").values("pk"))
        type(self).objects.filter(Q(pk__in=pair_ids) | Q(pair__in=pair_ids)).update(pair=None, in_step_with=None)
        self.pair, self.in_step_with = other, None
        self.save(update_fields=["pair", "in_step_with"])
        if other is not None:
            other.pair, other.in_step_with = self, None
            other.save(update_fields=["pair", "in_step_with"])

    pair_with.alters_data = True

    @on_what_is_stored
    def translate(self, by):
        """Begin the same story in the other language: a draft with this one's words, photos, hashtags and sections.

        Returns the draft, which is its pair. Raises ValidationError when it has a pair already, or is in the bin.
        """
        if self.deleted_at:
            raise ValidationError(_("It is in the bin."))
        if self.pair_id:
            raise ValidationError(_("This story has its other language already."))
        # The draft will be said to follow what is stored now: these must be its words.
        self.refresh_from_db()
        draft = type(self)(language=OTHER_LANGUAGE[self.language], status=Status.DRAFT, created_by=by)
        for field in (*TEXTS, "section", "format", "age_mark"):
            setattr(draft, field, getattr(self, field))
        draft.save()
        for photo in self.photos.all():
            words = {word: getattr(photo, word) for word in PHOTO_WORDS}
            copy = Photo.objects.create(article=draft, picture_id=photo.picture_id, number=photo.number, **words)
            draft.lead_photo = copy if photo.pk == self.lead_photo_id else draft.lead_photo
        draft.save(update_fields=["lead_photo"])
        draft.also_in.set(self.also_in.all())
        draft.authors.set(self.authors.all())
        draft.hashtags.set(self.hashtags.all())
        self.keep_revision(None)
        draft.pair_with(self)
        draft.keep_revision(by)
        draft.follow()
        self.refresh_from_db(fields=["pair"])
        self.follow()
        return draft

    translate.alters_data = True

    def follow(self, seen=None):
        """Take down that the text says what a revision of the pair says, the newest unless a number is given.

        Does nothing without a pair.
        """
        newest = self.pair.newest_revision if self.pair else None
        self.in_step_with = newest and min(newest.number, seen or newest.number)
        self.save(update_fields=["in_step_with"])

    follow.alters_data = True


class PairQuerySet(models.QuerySet):
    """Stories and their other language."""

    def with_steps(self):
        """Annotate the number of the pair's newest revision."""
        newest = Revision.objects.filter(article=OuterRef("pair")).order_by("-number")
        return self.annotate(newest_of_pair=Subquery(newest.values("number")[:1]))


def behind(articles):
    """Return {article id: Revision} of those whose pair's words or photos changed after the text last followed it.

    The revision is the first one that the text does not follow; `articles` were annotated by `with_steps`.
    """
    suspects = {
        article.pair_id: article
        for article in articles
        if article.pair_id and article.in_step_with and (article.newest_of_pair or 0) > article.in_step_with
    }
    states = {}
    for revision in Revision.objects.filter(article__in=suspects).order_by("number"):
        if revision.number >= suspects[revision.article_id].in_step_with:
            states.setdefault(revision.article_id, []).append(revision)
    fallen = {}
    for pair_id, (followed, *later) in states.items():
        changed = (revision for revision in later if _followed(revision) != _followed(followed))
        if first := next(changed, None):
            fallen[suspects[pair_id].pk] = first
    return fallen


def _followed(revision):
    return {field: revision.snapshot.get(field) for field in FOLLOWED}
