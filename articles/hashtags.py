"""Hashtags: one however it is written, at one address of its own."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from language.hashtags import clean_hashtag, hashtag_key
from language.slugs import slugify, unique_slug


class HashtagQuerySet(models.QuerySet):
    """Hashtags by their names."""

    def named(self, name):
        """Return the hashtag of this name in any spelling, made now if there is none.

        Raises ValidationError when nothing of the name can stand in a hashtag.
        """
        shown = clean_hashtag(name)
        if not shown:
            raise ValidationError(_("“%(name)s” cannot be a hashtag."), params={"name": name}, code="invalid")
        return self.get_or_create(key=hashtag_key(shown), defaults={"name": shown})[0]

    def known(self, names):
        """Return {key: hashtag} for those of the names that exist."""
        hashtags = self.filter(key__in={hashtag_key(name) for name in names})
        return {hashtag.key: hashtag for hashtag in hashtags}


class Hashtag(TagBase):
    """#слово: `key` is what makes two spellings one, `name` is how it is shown."""

    key = models.CharField(max_length=100, unique=True, editable=False)
    synonym_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="synonyms", verbose_name=_("synonym of")
    )

    objects = HashtagQuerySet.as_manager()

    class Meta:
        verbose_name = _("hashtag")
        verbose_name_plural = _("hashtags")
        ordering = ["name"]

    def __str__(self):
        return f"#{self.name}"

    def save(self, *args, **kwargs):
        """Save under an address that no other hashtag has; an address once given stays."""
        self.key = hashtag_key(self.name)
        if not self.slug:
            taken = type(self).objects.exclude(pk=self.pk).filter
            self.slug = unique_slug(slugify(self.name), lambda slug: taken(slug=slug).exists(), fallback="tag")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("hashtag", args=[self.slug])

    @property
    def head(self):
        """The hashtag whose page shows this one's articles: itself, or the one it is a synonym of."""
        return self.synonym_of or self

    def family(self):
        """Return the ids of this hashtag's head and all its synonyms.

        A list, not a subquery: knowing the ids, the database can tell a rare hashtag from a common one.
        """
        head = self.synonym_of_id or self.pk
        return [head, *Hashtag.objects.filter(synonym_of=head).values_list("pk", flat=True)]

    @transaction.atomic
    def make_synonym_of(self, other):
        """Let this name lead to the other's page; both names stay in use. Raises ValidationError for itself."""
        both = Hashtag.objects.select_for_update().filter(pk__in=[self.pk, other.pk]).order_by("pk")
        head = next(hashtag.head for hashtag in both if hashtag.pk == other.pk)
        if head.pk == self.pk:
            raise ValidationError(_("A hashtag cannot be a synonym of itself."))
        self.synonyms.update(synonym_of=head)
        self.synonym_of = head
        self.save(update_fields=["synonym_of"])

    make_synonym_of.alters_data = True

    @transaction.atomic
    def merge_into(self, other):
        """Move this hashtag's articles to the other one; the name stays as a synonym, so its address keeps working."""
        self.make_synonym_of(other)
        doubled = self.taggings.filter(content_object__taggings__tag=other)
        doubled.delete()
        self.taggings.update(tag=other)

    merge_into.alters_data = True


class Tagging(ItemBase):
    """That an article carries a hashtag."""

    tag = models.ForeignKey(Hashtag, models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="taggings")

    class Meta:
        verbose_name = _("hashtag of an article")
        verbose_name_plural = _("hashtags of articles")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="one_tagging")]


class HashtagsOfArticle(_TaggableManager):
    """taggit's manager, finding hashtags by key: SQLite's own case-insensitive match knows Latin letters only."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        hashtags = [Hashtag.objects.named(tag) if isinstance(tag, str) else tag for tag in tags]
        return list(dict.fromkeys(hashtags))
