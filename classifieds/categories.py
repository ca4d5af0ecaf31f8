"""What is advertised: a tree of categories, and the fields that ads of a branch have. The desk keeps both."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from classifieds.places import stands_in_itself
from editions.bilingual import Bilingual
from language.typography import purify

TERM = 20
RESERVED = {"new", "manage", "mine", "favourites", "searches", "photos", "in", "rss", "rules"}
"""Words that stand in addresses where a category's would."""


class Nature(models.TextChoices):
    """What kind of thing a category has: it decides the words beside the price and what search engines are told."""

    GOODS = "goods", _("goods")
    VEHICLE = "vehicle", _("vehicles")
    REALTY = "realty", _("real estate")
    JOB = "job", _("jobs")
    SERVICE = "service", _("services")


class Category(models.Model):
    """A category of ads. One that is closed keeps its ads and takes no new ones."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("stands in")
    )
    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    nature = models.CharField(_("what stands in it"), max_length=8, choices=Nature, default=Nature.GOODS)
    term = models.PositiveSmallIntegerField(
        _("term in days"), default=TERM, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    is_open = models.BooleanField(_("takes new ads"), default=True)
    sections = models.CharField(
        _("beside articles of"),
        max_length=200,
        blank=True,
        help_text=_("Addresses of sections beside whose articles these ads stand, with commas: auto, sport."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save clean names: feeds have them."""
        purify(self, ("name_ru", "name_kk"))
        super().save(*args, **kwargs)

    def clean(self):
        """Refuse an address that another page has, and a branch that grows out of itself."""
        if self.slug in RESERVED or self.slug.isdigit():
            raise ValidationError({"slug": _("This address is taken by another page.")})
        if stands_in_itself(self):
            raise ValidationError({"parent": _("A category cannot stand in itself.")})

    @property
    def beside_sections(self):
        """The addresses of the sections beside whose articles its ads stand."""
        return set(self.sections.replace(",", " ").split())

    def move_ads_to(self, other):
        """Put all ads of this category into another one, and return how many; then it may be deleted."""
        with transaction.atomic():
            return self.ads.update(category=other)

    move_ads_to.alters_data = True


class FieldKind(models.TextChoices):
    """What a field holds."""

    NUMBER = "number", _("whole number")
    CHOICE = "choice", _("one of several")
    YES_NO = "yes_no", _("yes or no")
    TEXT = "text", _("a few words")


class Field(models.Model):
    """Something that the ads of a category, and of those within it, tell: a car's make, a flat's floor."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="fields", verbose_name=_("category"))
    key = models.CharField(
        _("key"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Small Latin letters, figures and _."))],
        help_text=_("Stands in addresses; ads keep their values under it."),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=FieldKind, default=FieldKind.NUMBER)
    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    unit_ru = models.CharField(_("unit in Russian"), max_length=20, blank=True)
    unit_kk = models.CharField(_("unit in Kazakh"), max_length=20, blank=True)
    least = models.BigIntegerField(_("at least"), null=True, blank=True)
    most = models.BigIntegerField(_("at most"), null=True, blank=True)
    is_required = models.BooleanField(_("must be given"), default=False)
    is_filter = models.BooleanField(_("readers filter by it"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual("name")
    unit = Bilingual("unit")

    class Meta:
        verbose_name = _("field of ads")
        verbose_name_plural = _("fields of ads")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["category", "key"], name="one_field_a_key")]

    def __str__(self):
        return self.name


class Option(models.Model):
    """One of the values of a field that is a choice."""

    field = models.ForeignKey(Field, models.CASCADE, related_name="options", verbose_name=_("field"))
    key = models.SlugField(_("key"), max_length=40)
    name_ru = models.CharField(_("name in Russian"), max_length=60)
    name_kk = models.CharField(_("name in Kazakh"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("value of a field")
        verbose_name_plural = _("values of a field")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["field", "key"], name="one_option_a_key")]

    def __str__(self):
        return self.name
