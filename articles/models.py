"""Articles: what the newsroom writes."""

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from articles import markup
from articles.announcing import Announcement
from articles.autosave import Autosave
from articles.board import Arrangement
from articles.bylines import Author
from articles.final_text import check_room, settle
from articles.glossary import GlossaryEntry
from articles.hashtags import Hashtag, HashtagsOfArticle, Tagging
from articles.notes import Note
from articles.pairs import Paired, PairQuerySet
from articles.photos import Photo
from articles.presence import Presence
from articles.preview_links import GuestRemark, PreviewLink
from articles.publication import AgeMark, Publication
from articles.publishing import Status
from articles.readership import Readership, ReadQuerySet
from articles.reading import midnight
from articles.revisions import Revised, Revision
from articles.sections import Section
from articles.workflow import ReviewNote, Workflow, WorkflowQuerySet
from language.slugs import slugify
from language.words import count_words, reading_minutes

__all__ = [
    "AgeMark",
    "Announcement",
    "Arrangement",
    "Article",
    "Author",
    "Autosave",
    "GlossaryEntry",
    "GuestRemark",
    "Hashtag",
    "Note",
    "Photo",
    "Presence",
    "PreviewLink",
    "Publication",
    "Readership",
    "ReviewNote",
    "Revision",
    "Section",
    "Status",
    "Tagging",
]


# What is mended right after publication needs no «updated» under the headline.
LINES = ("kicker", "headline", "lead", "source_line")
QUIET_CHANGES = timedelta(minutes=10)
RAIL_SIZE = 12


class Format(models.TextChoices):
    """What kind of story a reader is about to open, where it is not plain text."""

    TEXT = "", _("text")
    PHOTO_REPORT = "photo_report", _("photo report")
    VIDEO = "video", _("video")
    LONGREAD = "longread", _("longread")


class ArticleQuerySet(PairQuerySet, ReadQuerySet, WorkflowQuerySet):
    """Articles in the newsroom's words."""

    def in_language(self, language):
        """Keep one edition's articles."""
        return self.filter(language=language)

    def in_section(self, section):
        """Keep what stands in the section, as its main one or also there."""
        elsewhere = Article.also_in.through.objects.filter(article=OuterRef("pk"), section=section)
        return self.filter(Q(section=section) | Exists(elsewhere))

    def with_hashtag(self, hashtag):
        """Keep what carries the hashtag or a synonym of it."""
        tagged = Tagging.objects.filter(tag__in=hashtag.family())
        return self.filter(pk__in=tagged.values("content_object"))

    def by_author(self, author):
        """Keep what carries the author's byline."""
        return self.filter(authors=author)

    def on_day(self, day):
        """Keep what was published on a local day."""
        return self.filter(publish_at__gte=midnight(day), publish_at__lt=midnight(day + timedelta(days=1)))

    def photo_reports(self):
        """Keep the photo reports."""
        return self.filter(format=Format.PHOTO_REPORT)

    def pinned(self):
        """Keep what the desk has given a place on the front page that has not run out, by place."""
        running = Q(front_until__isnull=True) | Q(front_until__gt=timezone.now())
        return self.filter(running, front_place__isnull=False).order_by("front_place", "-publish_at")

    def related_to(self, article):
        """Keep other articles of its language that share hashtags with it, most shared first."""
        shared = Count("taggings", filter=Q(taggings__tag__in=[tag.pk for tag in article.hashtags.all()]))
        others = self.in_language(article.language).exclude(pk=article.pk)
        return others.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "-publish_at", "-pk")

    def rail(self, language):
        """Return the latest news of one edition, as many as its rail shows."""
        return self.published().in_language(language).latest()[:RAIL_SIZE]

    def for_cards(self):
        """Preload what a card shows, and leave the texts in the database."""
        return self.select_related("section", "lead_photo__picture", "discussion").defer("body")

    def for_reading(self):
        """Preload what the article's own page shows, and the number of its newest revision."""
        photos = models.Prefetch("photos", Photo.objects.select_related("picture"))
        newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")[:1]
        return (
            self.annotate(newest_number=Subquery(newest))
            .select_related("section", "pair", "discussion")
            .prefetch_related("authors", "hashtags", photos, "notes")
        )


class Article(Paired, Revised, Workflow):
    """A story in one language. Its texts are final when saved: sanitised and typeset, whoever saves them."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ru")
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    lead = models.TextField(_("lead"), blank=True)
    body = ProseEditorField(_("text"), extensions=markup.BODY_EXTENSIONS, sanitize=True, blank=True)
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("main section"),
    )
    also_in = models.ManyToManyField(Section, blank=True, related_name="+", verbose_name=_("also in sections"))
    hashtags = TaggableManager(_("hashtags"), through=Tagging, manager=HashtagsOfArticle, blank=True, help_text="")
    authors = models.ManyToManyField(Author, blank=True, related_name="articles", verbose_name=_("authors"))
    source_line = models.CharField(_("source line"), max_length=200, blank=True)
    lead_photo = models.ForeignKey(
        "Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead photo")
    )
    format = models.CharField(_("format"), max_length=12, choices=Format, default=Format.TEXT, blank=True)
    age_mark = models.CharField(_("age mark"), max_length=3, choices=AgeMark, blank=True)
    front_place = models.PositiveSmallIntegerField(_("place on the front page"), null=True, blank=True)
    front_until = models.DateTimeField(_("on the front page until"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved"), auto_now=True)
    updated_at = models.DateTimeField(_("updated for readers"), null=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["language", "-publish_at", "-id"], name="article_latest"),
            models.Index(fields=["section", "language", "-publish_at", "-id"], name="article_in_section"),
            models.Index(fields=["saved_at"], name="article_saved"),
            models.Index(fields=["publish_at"], name="article_due"),
            models.Index(fields=["withdraw_at"], condition=Q(withdraw_at__isnull=False), name="article_runs_out"),
            models.Index(fields=["front_place"], condition=Q(front_place__isnull=False), name="article_on_the_front"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(publish_at__isnull=False, section__isnull=False),
                name="published_has_date_and_section",
            ),
            models.CheckConstraint(condition=Q(withdraw_at__gt=F("publish_at")), name="withdrawn_after_published"),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | Q(embargo_until__isnull=True)
                | Q(publish_at__gte=F("embargo_until")),
                name="published_after_embargo",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(deleted_at__isnull=True), name="published_is_not_in_the_bin"
            ),
        ]
        permissions = [
            ("publish_article", "Can publish and withdraw articles"),
            ("edit_others_article", "Can change articles of others"),
            ("arrange_front", "Can arrange the front page"),
            ("empty_bin", "Can delete articles for good"),
        ]

    def __str__(self):
        return self.headline

    def clean(self):
        """Refuse lines without room, publishing without a section, and moments that contradict each other."""
        check_room(self, LINES, self.language)
        if self.status == Status.PUBLISHED and self.section_id is None:
            raise ValidationError({"section": _("Choose a section before publishing.")})
        super().clean()

    def save(self, *args, update_fields=None, **kwargs):
        """Save with final text (see `settle_text`); note what readers should know."""
        if update_fields is None:
            self.settle_text()
            if self.pk and self._reads_differently():
                self.note_update()
        super().save(*args, update_fields=update_fields, **kwargs)

    def settle_text(self):
        """Make headline, kicker, lead, source line and body final: normalised, typeset, sanitised. Repeatable."""
        settle(self, LINES, self.language)
        self.body = markup.clean(self.body, self.language)

    def note_update(self):
        """Take down that what readers see has changed now, if they have had time to read it before; not saved yet."""
        if self.is_public and timezone.now() - self.publish_at > QUIET_CHANGES:
            self.updated_at = timezone.now()

    note_update.alters_data = True

    def _reads_differently(self):
        words = {field: getattr(self, field) for field in (*LINES, "body")}
        return not Article.objects.filter(pk=self.pk, **words).exists()

    def get_absolute_url(self):
        return self.address("article", self.slug)

    def address(self, name, *args):
        """Return the address of one of this article's pages, in the edition of its language."""
        with translation.override(self.language):
            return reverse(name, args=[self.pk, *args])

    @cached_property
    def slug(self):
        """The cosmetic end of the address; it follows the headline, the id is the key."""
        return slugify(self.headline) or "article"

    @property
    def day(self):
        """The local day it was, or will be, published on."""
        return timezone.localdate(self.publish_at)

    @property
    def word_count(self):
        """How many words headline, lead and body have."""
        return count_words(f"{self.headline} {self.lead} {markup.text_of(self.body)}")

    @property
    def minutes(self):
        """How long reading takes, in whole minutes."""
        return reading_minutes(self.word_count)

    @property
    def shown_photos(self):
        """Its photos in order, the leading one first."""
        photos = list(self.photos.all())
        return sorted(photos, key=lambda photo: photo.pk != self.lead_photo_id)

    @property
    def photos_after_text(self):
        """The photos that neither lead nor stand in the text; a page shows them when the text is over."""
        placed = set(markup.pictures_in(self.body))
        return [p for p in self.photos.all() if p.picture_id not in placed and p.pk != self.lead_photo_id]

    def settle_photos(self):
        """Number the photos 1…N in their order and see that one of this article's own photos leads."""
        photos = list(self.photos.all())
        for number, photo in enumerate(photos, start=1):
            if photo.number != number:
                photo.number = number
                photo.save(update_fields=["number"])
        if self.lead_photo_id not in {photo.pk for photo in photos}:
            self.lead_photo = photos[0] if photos else None
            self.save(update_fields=["lead_photo"])

    settle_photos.alters_data = True

    def gather_hashtags(self):
        """Let it carry the hashtags that are typed in its text."""
        typed = markup.hashtags_in(self.body)
        if typed:
            self.hashtags.add(*typed)

    gather_hashtags.alters_data = True
