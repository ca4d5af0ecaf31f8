"""Autosaves: what somebody has typed into an article's form and not saved yet. Never the article's own text."""

import re
from collections import Counter
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import markup
from articles.revisions import Plainly
from pictures.models import TIME_TO_USE, Picture

KEPT_FOR = timedelta(days=30)
FIRST_WORDS = 12
NOT_KEPT = {"csrfmiddlewaretoken", "draft_key"}
BASE_OF_BEGUN = {"base": ["1"]}
"""What the form of a new story knows once it was saved: the revision that it has become."""
TEXTS = ("kicker", "headline", "lead")
WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
PICTURE_OF_ROW = re.compile(r"photos-\d+-picture")


class AutosaveQuerySet(models.QuerySet):
    """Autosaves, and what becomes of them."""

    def pending(self):
        """Keep those whose text has not been saved into the article since."""
        return self.filter(filed_at=None)

    def expired(self):
        """Keep those that nobody came back for."""
        return self.filter(saved_at__lt=timezone.now() - KEPT_FOR)

    def of(self, user, article=None):
        """Keep one person's of one article, or of new stories; newest first."""
        return self.filter(user=user, article=article).order_by("-saved_at", "-pk")

    def keep(self, user, draft_key, fields, article=None, written_at=None):
        """Keep a form as it stands; return the Autosave, which says by `filed_at` that it came too late.

        `fields` are {name: [values]} as posted. `written_at` is when a copy kept in the browser was typed, as far as
        the server can know: it never overwrites what was kept later, and is never taken for later than now.
        """
        now = timezone.now()
        moment = min(written_at or now, now)
        autosave, _is_new = self.get_or_create(
            user=user, draft_key=draft_key, defaults={"article": article, "saved_at": moment}
        )
        # Asked by the very statement that writes: the form may be saved, or kept later, between reading and writing.
        no_newer = self.filter(pk=autosave.pk, saved_at__lte=moment)
        written = no_newer.pending().update(article=article, saved_at=moment, fields=_plain(fields))
        autosave.refresh_from_db()
        if not written:
            return autosave
        named = {int(value) for name in autosave.fields for value in autosave.pictures_named(name)}
        autosave.pictures.set(Picture.objects.filter(pk__in=named))
        return autosave

    keep.alters_data = True

    def file(self, user, draft_key, article):
        """Note that the form of this key has been saved as this article: its words go, and none that are late come."""
        autosave, _is_new = self.get_or_create(user=user, draft_key=draft_key)
        autosave.article, autosave.fields, autosave.filed_at = article, {}, timezone.now()
        autosave.save(update_fields=["article", "fields", "filed_at"])
        autosave.pictures.clear()

    file.alters_data = True

    def follow(self, user):
        """Give what was typed while a new story was being saved to the article that it has become."""
        for later in self.of(user).pending().filter(fields__has_key="saved_key"):
            filed = self.filter(user=user, draft_key__in=later.fields["saved_key"], article__isnull=False)
            begun = filed.exclude(filed_at=None).first()
            if begun:
                unchanged = self.filter(pk=later.pk, saved_at=later.saved_at)
                unchanged.update(article=begun.article_id, fields=later.fields | BASE_OF_BEGUN)

    follow.alters_data = True

    def delete(self):
        """Delete them, and old pictures that nothing else shows: nobody looks after those any more."""
        shown = list(Picture.objects.filter(autosaves__in=self).values_list("pk", flat=True))
        deleted = super().delete()
        Picture.objects.filter(pk__in=shown, created_at__lt=timezone.now() - TIME_TO_USE).forget_unused()
        return deleted

    delete.alters_data = True
    delete.queryset_only = True


class Autosave(models.Model):
    """One person's unsaved form of one article, or of a new one (article None), in one tab."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="autosaves")
    draft_key = models.CharField(max_length=36)
    saved_at = models.DateTimeField(default=timezone.now)
    filed_at = models.DateTimeField(null=True)
    fields = models.JSONField(default=dict, encoder=Plainly)
    pictures = models.ManyToManyField(Picture, related_name="autosaves")

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [models.UniqueConstraint(fields=["user", "draft_key"], name="autosave_of_a_form_once")]
        indexes = [models.Index(fields=["saved_at"], name="autosave_by_age")]

    def __str__(self):
        return self.headline or self.draft_key

    @property
    def headline(self):
        """Its headline, empty while there is none."""
        return self.value("headline")

    def value(self, name):
        """The (last) value of a field of the form, or an empty text."""
        return (self.fields.get(name) or [""])[-1]

    def pictures_named(self, name):
        """The values of a field, if it is a photo row's picture and they are numbers."""
        is_picture = PICTURE_OF_ROW.fullmatch(name)
        return [value for value in self.fields[name] if is_picture and re.fullmatch(r"[0-9]{1,18}", value)]

    @property
    def base(self):
        """The number of the revision the form was opened on: 0 if there was none, None if the form did not say."""
        if "base" not in self.fields:
            return None
        return int(self.value("base")) if re.fullmatch(r"[0-9]{1,9}", self.value("base")) else 0

    @property
    def words(self):
        """Its words: kicker, headline, lead and text."""
        return _words([self.value(name) for name in TEXTS], self.value("body"))

    def difference_from(self, article):
        """Return (how many words are not in the article as saved or are missing here, the first of the new ones)."""
        mine = self.words
        theirs = _words([getattr(article, name) for name in TEXTS], article.body) if article else []
        changed = (Counter(mine) - Counter(theirs)) + (Counter(theirs) - Counter(mine))
        same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(mine, theirs, strict=False)))
        return changed.total(), " ".join(mine[same : same + FIRST_WORDS])


def _words(lines, body):
    return WORD.findall(" ".join([*lines, markup.text_of(body)]))


def _plain(fields):
    """Return the form's values without what belongs to the page, and without characters no database stores."""
    return {
        _storable(name): [_storable(value) for value in values]
        for name, values in fields.items()
        if name not in NOT_KEPT and "__prefix__" not in name
    }


def _storable(text):
    return text.replace("\0", "").encode(errors="replace").decode()
