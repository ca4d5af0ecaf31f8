"""Revisions: every saved state of an article, kept while the article lives."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.photos import Photo
from articles.publishing import Status
from articles.sections import Section
from pictures.models import Picture

TEXTS = ("headline", "kicker", "lead", "body", "source_line")
PLAIN = (*TEXTS, "language", "format", "age_mark", "status", "front_place")
MOMENTS = ("publish_at", "withdraw_at", "embargo_until", "front_until")
PHOTO_WORDS = ("caption", "credit", "alt")
NOTE_WORDS = ("kind", "text")
# What «restore» brings back. Whether and where readers see the story is decided anew, not brought back with old words;
# and what readers were told of its changes was told: a note is taken back by hand, never by the way
# (docs/decisions/0003).
RESTORED = frozenset(
    [*TEXTS, "section", "also_in", "hashtags", "authors", "format", "age_mark", "lead_picture", "photos"]
)

# Sent in the transaction that keeps a Revision, with the one `before` it (or None): what points into an article's
# words moves with them.
revision_kept = Signal()


class Plainly(json.JSONEncoder):
    """JSON in letters: escaped, a Cyrillic text would take three times its room."""

    def __init__(self, **options):
        super().__init__(**options | {"ensure_ascii": False})


class Revision(models.Model):
    """One saved state of one article. Numbers run from 1 without holes; nothing here ever changes."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    base = models.PositiveIntegerField(null=True)
    restored_from = models.PositiveIntegerField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signature = models.CharField(max_length=150, blank=True)
    credit = models.CharField(max_length=150, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    snapshot = models.JSONField(encoder=Plainly)
    # A picture that stands in the history is in use: it must not be cleared away.
    pictures = models.ManyToManyField(Picture, related_name="revisions")

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self):
        return f"{self.article} · {self.number}"

    @property
    def by(self):
        """The name of who saved it, kept when the account is gone; empty for what was not saved at the desk."""
        return (self.author and (self.author.get_full_name() or self.author.get_username())) or self.signature


class Revised(models.Model):
    """The part of an article that remembers its states."""

    class Meta:
        abstract = True

    @property
    def newest_revision(self):
        """The last state kept, or None."""
        return self.revisions.select_related("author").first()

    @transaction.atomic
    def keep_revision(self, by, base=None, restored_from=None, credit=""):
        """Keep what is stored now as the next revision, by this person (None: not at the desk).

        `credit` says who else it is owed to: a reader who reported a typo.

        Returns the Revision, or None when nothing differs from the newest one.
        """
        # The row is locked, so that two savers never take one number; what is kept is what the database holds.
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        newest, snapshot = stored.newest_revision, snapshot_of(stored)
        if newest and newest.snapshot == snapshot:
            return None
        number = newest.number if newest else 0
        revision = stored.revisions.create(
            number=number + 1,
            base=base if base is not None else number or None,
            restored_from=restored_from,
            author=by,
            credit=credit,
            signature=(by.get_full_name() or by.get_username()) if by else "",
            snapshot=snapshot,
        )
        revision.pictures.set(photo["picture"] for photo in snapshot["photos"])
        revision_kept.send(Revision, revision=revision, before=newest)
        return revision

    keep_revision.alters_data = True

    @contextmanager
    def revising(self, by, base=None, restored_from=None, credit=""):
        """What is done to the stored article inside becomes one revision by this person.

        What was done to it unseen before (an import, a hashtag merged) is kept first, as nobody's revision. The row
        is locked until the end.
        """
        with transaction.atomic():
            self.keep_revision(None)
            yield
            self.keep_revision(by, base, restored_from, credit)


def snapshot_of(article):
    """Return all that a person can change in the article, as plain data; `notes` is left out while there are none."""
    photos = list(article.photos.order_by("number", "pk"))
    notes = article.notes.order_by("created_at", "pk")
    notes = [{"note": note.pk} | {word: getattr(note, word) for word in NOTE_WORDS} for note in notes]
    return (
        {field: getattr(article, field) for field in PLAIN}
        | {field: _written(getattr(article, field)) for field in MOMENTS}
        | {
            "section": article.section_id,
            "also_in": sorted(article.also_in.values_list("pk", flat=True)),
            "hashtags": sorted(article.hashtags.values_list("name", flat=True)),
            "authors": sorted(article.authors.values_list("pk", flat=True)),
            "pair": article.pair_id,
            "lead_picture": next((p.picture_id for p in photos if p.pk == article.lead_photo_id), None),
            "photos": [
                {"picture": photo.picture_id} | {word: getattr(photo, word) for word in PHOTO_WORDS}
                for photo in photos
            ],
        }
        | ({"notes": notes} if notes else {})
    )


def restore_onto(article, revision, by):
    """Bring back the words, photos, hashtags, sections and authors of a revision, as a new one.

    Status, dates, language, pair and the place on the front page stay as they are. Returns the new revision, or None
    when the article is like that already.
    """
    newest = article.newest_revision
    with article.revising(by, restored_from=revision.number):
        write_onto(article, revision.snapshot, RESTORED)
    restored = article.newest_revision
    return restored if newest is None or restored.number > newest.number else None


@transaction.atomic
def write_onto(article, snapshot, fields=None):
    """Write the snapshot's fields (all of them, or those named) onto the article and save it.

    Sections, authors, pictures and pairs that exist no more are left out.
    """
    wanted = {field: value for field, value in snapshot.items() if fields is None or field in fields}
    for field in wanted.keys() & {*PLAIN}:
        setattr(article, field, wanted[field])
    for field in wanted.keys() & {*MOMENTS}:
        setattr(article, field, wanted[field] and datetime.fromisoformat(wanted[field]))
    if "section" in wanted:
        found = Section.objects.filter(pk=wanted["section"]).first()
        article.section = found or (article.section if article.status == Status.PUBLISHED else None)
    if "photos" in wanted:
        _write_photos(article, wanted["photos"])
        article.lead_photo = article.photos.filter(picture=wanted["lead_picture"]).first()
    article.save()
    article.settle_photos()
    _write_relations(article, wanted)


def _write_photos(article, photos):
    """Make the article's photo rows those of the snapshot, in its order."""
    if photos == snapshot_of(article)["photos"]:
        return
    article.note_update()
    standing = {photo.picture_id: photo for photo in article.photos.all()}
    pictures = Picture.objects.in_bulk([words["picture"] for words in photos])
    article.photos.exclude(picture__in=pictures).delete()
    for number, words in enumerate((words for words in photos if words["picture"] in pictures), start=1):
        photo = standing.get(words["picture"]) or Photo(article=article, picture_id=words["picture"])
        photo.number = number
        for word in PHOTO_WORDS:
            setattr(photo, word, words[word])
        photo.save()


def _write_relations(article, wanted):
    for field in wanted.keys() & {"also_in", "authors"}:
        rows = getattr(article, field)
        rows.set(rows.model.objects.filter(pk__in=wanted[field]))
    if "hashtags" in wanted:
        article.hashtags.set(wanted["hashtags"])
    if "pair" in wanted and wanted["pair"] != article.pair_id:
        article.pair_with(type(article).objects.filter(pk=wanted["pair"]).first())


def _written(moment):
    return moment and moment.astimezone(UTC).isoformat()
