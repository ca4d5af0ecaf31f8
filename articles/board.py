"""The board: how the pinned stories of one edition stand on its front page, and every way they have stood before."""

from datetime import UTC, datetime

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.deeds import deed


class Arrangement(models.Model):
    """What stood pinned on one edition's front page from one moment on; nothing here ever changes.

    `places` is a list of {"place": 1…7, "article": id, "until": ISO moment or None}, in order. One by nobody
    is what the board found when stories had been pinned elsewhere.
    """

    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField()
    places = models.JSONField(default=list)
    restored_from = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("arrangement of the front page")
        verbose_name_plural = _("arrangements of the front page")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["language", "number"], name="arrangement_number_once")]

    def __str__(self):
        return f"{self.language} · {self.number}"

    @classmethod
    def newest(cls, language):
        """Return the last arrangement published for the edition, or None."""
        return cls.objects.filter(language=language).select_related("by").first()

    @classmethod
    def publish(cls, language, places, by, base=None):
        """Pin these stories to these places, and no others of the edition; return the Arrangement, or None if they
        stand so already.

        `base` is what stood pinned when the person began. Raises ValidationError (code "stale") when something else
        stands there by now, and when a story or a place is named twice, is not of the edition, or its time is over.
        """
        places = sorted(places, key=lambda entry: entry["place"])
        _check(language, places)
        with transaction.atomic():
            number = cls._keep_what_stands(language, base)
            if places == standing(language):
                return None
            return cls._put_up(language, number, places, by)

    @classmethod
    def undo(cls, language, by, base=None):
        """Bring back how it stood before the newest arrangement, as a new one; each further undo goes further back.

        Stories that have been deleted since leave their places free. Raises ValidationError (code "stale") as
        `publish` does, and when there is nothing to undo.
        """
        with transaction.atomic():
            number = cls._keep_what_stands(language, base)
            kept = cls.objects.filter(language=language)
            newest = kept.first()
            before = newest and kept.filter(number__lt=newest.restored_from or newest.number).first()
            if before is None:
                raise ValidationError(_("There is nothing to undo."), code="nothing")
            places = _still_there(language, before.places)
            return cls._put_up(language, number, places, by, restored_from=before.restored_from or before.number)

    @classmethod
    def _keep_what_stands(cls, language, base):
        """Keep what was pinned elsewhere as nobody's arrangement; return the next free number."""
        # The number is read first: whoever publishes between here and the end is seen below, or takes our number.
        newest = cls.newest(language)
        number = newest.number + 1 if newest else 1
        stands = standing(language)
        if base is not None and base != stands:
            raise _stale()
        if newest is None or _still_there(language, newest.places) != _still_there(language, stands):
            cls._keep(language, number, stands)
            number += 1
        return number

    @classmethod
    def _put_up(cls, language, number, places, by, restored_from=None):
        arrangement = cls._keep(language, number, places, by=by, restored_from=restored_from)
        _pin(language, places, by)
        return arrangement

    @classmethod
    def _keep(cls, language, number, places, **fields):
        try:
            with transaction.atomic():
                return cls.objects.create(language=language, number=number, places=places, **fields)
        except IntegrityError:
            raise _stale() from None


def standing(language):
    """Return what is pinned in the edition now, its time over or not, as an arrangement's `places`."""
    pinned = _articles(language).filter(front_place__isnull=False).order_by("front_place", "pk")
    return [
        {"place": place, "article": pk, "until": written(until)}
        for place, pk, until in pinned.values_list("front_place", "pk", "front_until")
    ]


def written(until):
    """Return a moment as `places` hold it."""
    return until and until.astimezone(UTC).isoformat()


def refuse_past(until):
    """Raise ValidationError for a moment at which a pin would be over already."""
    if until <= timezone.now():
        raise ValidationError(_("Choose a later moment for “until”: this one has passed."), code="over")


def _articles(language):
    return apps.get_model("articles", "Article").objects.in_language(language)


def _check(language, places):
    stories = [entry["article"] for entry in places]
    if len({*stories}) < len(stories):
        raise ValidationError(_("One story stands in two places."), code="twice")
    if len({entry["place"] for entry in places}) < len(places):
        raise ValidationError(_("Two stories stand in one place."), code="twice")
    if len(_still_there(language, places)) < len(places):
        raise ValidationError(_("One of the stories is not of this edition, or has been deleted."), code="elsewhere")
    for entry in places:
        if entry["until"]:
            refuse_past(datetime.fromisoformat(entry["until"]))


def _still_there(language, places):
    stories = [entry["article"] for entry in places]
    there = {*_articles(language).kept().filter(pk__in=stories).values_list("pk", flat=True)}
    return [entry for entry in places if entry["article"] in there]


def _pin(language, places, by):
    """Write the places onto the edition's articles, each that changes as a revision of its own."""
    wanted = {entry["article"]: entry for entry in places}
    touched = _articles(language).filter(models.Q(front_place__isnull=False) | models.Q(pk__in=wanted))
    for article in touched.order_by("pk"):
        entry = wanted.get(article.pk, {"place": None, "until": None})
        if (article.front_place, written(article.front_until)) == (entry["place"], entry["until"]):
            continue
        article.front_place = entry["place"]
        article.front_until = entry["until"] and datetime.fromisoformat(entry["until"])
        with deed(article, by, "placed"):
            article.save(update_fields=["front_place", "front_until"])


def _stale():
    return ValidationError(_("The front page has been changed while you were arranging it."), code="stale")
