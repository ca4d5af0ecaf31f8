"""An ad, and the questions that pages ask about ads."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from classifieds.catalogue import catalogue
from classifieds.categories import Category
from classifieds.contact import Contacted
from classifieds.editing import Editing
from classifieds.life import LONGEST_INVOICE, Life
from classifieds.moving import Moving
from classifieds.places import Place
from classifieds.prices import Per, PriceKind, in_words, tenge
from classifieds.states import Reason, State
from classifieds.values import LONGEST_CHOICES, choices_in, told
from language.slugs import slugify
from searching.fields import StemsField, stems_in

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 70, 4000, 40
MOST_PHOTOS = 10
OPENING = 140
"""Characters of its text that a row of a list has room for."""
SHOWN_AFTER_THE_END = timedelta(days=60)
"""How long the page of a sold or expired ad says so, before it answers that there is nothing any more."""
SHOWN = (
    "id", "language", "title", "text", "category_id", "place_id", "price", "price_kind", "per", "old_price",
    "is_business", "state", "bumped_at", "ends_at", "closed_at", "urgent_until", "lead_picture_id",
)  # fmt: skip
SHOWN_OF_PICTURE = ("key", "width", "height", "has_avif")
"""What a row of a list shows of an ad and of its picture (classifieds/rows.py)."""
TAKEN = {"phone", "seen", "kept", "complaint"}
"""Words that stand behind an ad's number in addresses of their own."""
UNCONFIRMED_FOR = timedelta(days=14)
"""How long an ad waits for its author to confirm it."""
BEYOND = 2**62
"""Where an ad without a number stands in a list by price: after all that have one, from either side."""


class AdQuerySet(models.QuerySet):
    """Ads in the words of the site."""

    def live(self):
        """Keep those that readers find: approved, and their term runs. No clock has to tick for one to expire."""
        return self.filter(state=State.LIVE, ends_at__gt=timezone.now())

    def over(self):
        """Keep those whose page still says that they are sold or expired."""
        now = timezone.now()
        lately = now - SHOWN_AFTER_THE_END
        ended = Q(state=State.LIVE, ends_at__lte=now, ends_at__gt=lately)
        return self.filter(ended | Q(state__in=[State.EXPIRED, State.SOLD], closed_at__gt=lately))

    def over_long_ago(self):
        """Keep those whose page has said long enough that they are over, and those refused or hidden as long ago."""
        lately = timezone.now() - SHOWN_AFTER_THE_END
        ended = [State.EXPIRED, State.SOLD, State.REJECTED, State.HIDDEN]
        return self.filter(state__in=ended, closed_at__lt=lately)

    def never_confirmed(self):
        """Keep those of long ago whose author has never confirmed them."""
        return self.filter(state__in=[State.DRAFT, State.UNCONFIRMED], made_at__lt=timezone.now() - UNCONFIRMED_FOR)

    def overdue(self):
        """Keep those whose term has run out, and of which it is not written down yet."""
        return self.filter(state=State.LIVE, ends_at__lte=timezone.now())

    def in_categories(self, ids):
        """Keep those that stand in any of these categories."""
        return self.filter(category_id__in=ids)

    def promoted(self):
        """Keep those that the desk shows before others."""
        return self.filter(promoted_until__gt=timezone.now())

    def of_contact(self, ad):
        """Keep what the same person advertises, by phone or by e-mail; the ad itself is left out."""
        same = Q(phone_hash=ad.phone_hash) if ad.phone_hash else Q()
        same |= Q(email_hash=ad.email_hash) if ad.email_hash else Q()
        return self.filter(same).exclude(pk=ad.pk) if same else self.none()

    def of_visitor(self, visitor):
        """Keep what a visitor may manage: claimed ads, and those of the contact that they have confirmed."""
        same = Q(owner=visitor)
        if visitor.contact_hash:
            same |= Q(email_hash=visitor.contact_hash) | Q(phone_hash=visitor.contact_hash)
        return self.filter(same).exclude(state=State.ARCHIVED)

    def for_cards(self):
        """Bring what a row of a list shows and is sorted by, and nothing else."""
        pictures = [f"lead_picture__{name}" for name in SHOWN_OF_PICTURE]
        return self.select_related("lead_picture").only(*SHOWN, *pictures, "cheap_first", "dear_first")


class Ad(Life, Editing, Moving, Contacted):
    """Something that somebody offers.

    `fields` holds what its category asks: {key: value}; `chosen`, those values that facets count. `edit` holds changes
    that wait for a moderator; `refused_edit`, those that were not let in, until their author mends them. `seq` is the
    event that last changed what readers see; `news_seq` the one that made it news to who seeks it.
    """

    category = models.ForeignKey(Category, models.PROTECT, related_name="ads", verbose_name=_("category"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="ads", verbose_name=_("place"))
    language = models.CharField(_("language"), max_length=2, default="ru")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    fields = models.JSONField(default=dict, blank=True)
    price = models.BigIntegerField(_("price"), null=True, blank=True)
    price_kind = models.CharField(_("kind of price"), max_length=10, choices=PriceKind, default=PriceKind.FIXED)
    per = models.CharField(_("for which time"), max_length=5, choices=Per, default=Per.NONE, blank=True)
    old_price = models.BigIntegerField(null=True, blank=True)
    repriced_at = models.DateTimeField(null=True, blank=True)
    is_business = models.BooleanField(_("from a business"), default=False)
    lead_picture = models.ForeignKey("pictures.Picture", models.SET_NULL, null=True, blank=True, related_name="+")

    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, db_index=True)
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    visitor = models.ForeignKey("people.Visitor", models.SET_NULL, null=True, blank=True, related_name="ads")
    owner = models.ForeignKey("people.Visitor", models.SET_NULL, null=True, blank=True, related_name="claimed_ads")

    state = models.CharField(_("state"), max_length=11, choices=State, default=State.DRAFT)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    note = models.CharField(_("note to the author"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    bumped_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    promoted_until = models.DateTimeField(_("promoted until"), null=True, blank=True)
    urgent_until = models.DateTimeField(_("urgent until"), null=True, blank=True)
    invoice = models.CharField(_("invoice"), max_length=LONGEST_INVOICE, blank=True)

    edit = models.JSONField(default=dict, blank=True)
    refused_edit = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True)
    seq = models.BigIntegerField(default=0)
    news_seq = models.BigIntegerField(null=True, blank=True)

    stems = StemsField()
    chosen = models.CharField(max_length=LONGEST_CHOICES, default="", blank=True, editable=False)
    cheap_first = models.GeneratedField(
        expression=Coalesce(F("price"), Value(BEYOND)), output_field=models.BigIntegerField(), db_persist=True
    )
    dear_first = models.GeneratedField(
        expression=Coalesce(-F("price"), Value(BEYOND)), output_field=models.BigIntegerField(), db_persist=True
    )

    objects = AdQuerySet.as_manager()

    class Meta:
        verbose_name = _("ad")
        verbose_name_plural = _("ads")
        default_permissions = ()
        permissions = [
            ("moderate_ad", "Can moderate ads"),
            ("promote_ad", "Can promote ads"),
            ("export_ad", "Can export ads"),
        ]
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="ad_price_is_something"),
            models.CheckConstraint(condition=~Q(state=State.LIVE) | Q(ends_at__isnull=False), name="live_ad_ends"),
        ]
        indexes = [
            models.Index(fields=["-bumped_at", "-id"], condition=Q(state=State.LIVE), name="ad_newest"),
            models.Index(
                fields=["category", "-bumped_at", "-id"], condition=Q(state=State.LIVE), name="ad_by_category"
            ),
            models.Index(fields=["place", "-bumped_at", "-id"], condition=Q(state=State.LIVE), name="ad_by_place"),
            # All that facets count, so that nobody has to walk the rows themselves (classifieds/facets.py).
            models.Index(
                fields=[
                    "category",
                    "place",
                    "price_kind",
                    "is_business",
                    "lead_picture",
                    "ends_at",
                    "approved_at",
                    "price",
                    "chosen",
                ],
                condition=Q(state=State.LIVE),
                name="ad_counted",
            ),
            models.Index(fields=["cheap_first", "id"], condition=Q(state=State.LIVE), name="ad_cheapest"),
            models.Index(fields=["dear_first", "id"], condition=Q(state=State.LIVE), name="ad_dearest"),
            models.Index(fields=["ends_at"], condition=Q(state=State.LIVE), name="ad_ends"),
            models.Index(fields=["news_seq"], condition=Q(news_seq__isnull=False), name="ad_news"),
            models.Index(fields=["waits_since"], condition=Q(waits_since__isnull=False), name="ad_waits"),
            models.Index(fields=["state", "closed_at"], name="ad_closed"),
            models.Index(fields=["promoted_until"], condition=Q(promoted_until__isnull=False), name="ad_promoted"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        """Save, and keep in step with its text and fields how it is found and counted."""
        if update_fields is None or {"title", "text", "fields", "category"} & set(update_fields):
            self.index()
            update_fields = update_fields and [*update_fields, "stems", "chosen"]
        super().save(*args, update_fields=update_fields, **kwargs)

    def index(self):
        """Note the words by which it is found, and what facets count; nothing is stored."""
        self.stems = stems_in(self.title, self.text, *(one.text for one in self.told))
        self.chosen = choices_in(self.fields)

    def get_absolute_url(self):
        """The address of its page; the id is the key, the words only speak."""
        words = slugify(self.title) or "ad"
        return reverse("ad", args=[self.pk, f"{words}-ad" if words in TAKEN else words])

    @property
    def is_live(self):
        """Whether readers find it."""
        return self.state == State.LIVE and self.ends_at > timezone.now()

    @property
    def is_over(self):
        """Whether its page still says that it is sold or expired."""
        return self.ended_at is not None and self.ended_at + SHOWN_AFTER_THE_END > timezone.now()

    @property
    def ended_at(self):
        """When it was sold or expired; None for an ad in any other state."""
        if self.state == State.LIVE and not self.is_live:
            return self.ends_at
        return self.closed_at if self.state in (State.EXPIRED, State.SOLD) else None

    @property
    def is_sold(self):
        """Whether its author has sold it."""
        return self.state == State.SOLD

    @property
    def is_urgent(self):
        """Whether the desk marks it as urgent now."""
        return self.urgent_until is not None and self.urgent_until > timezone.now()

    @property
    def is_promoted(self):
        """Whether the desk shows it before others now."""
        return self.promoted_until is not None and self.promoted_until > timezone.now()

    @property
    def opening(self):
        """How its text begins, as far as a row has room for."""
        return self.text if len(self.text) <= OPENING else f"{self.text[: OPENING - 1]}…"

    @property
    def price_in_words(self):
        """The price as readers see it."""
        return in_words(self.price_kind, self.price, self.per)

    @property
    def dropped_from(self):
        """The price before, where it was higher: «1 700 000 ₸»; else ""."""
        return tenge(self.old_price) if self.old_price and self.price and self.old_price > self.price else ""

    @cached_property
    def shelf(self):
        """Its category, out of the tree in memory."""
        return catalogue().categories.get(self.category_id) or self.category

    @cached_property
    def spot(self):
        """Its place, out of the tree in memory."""
        return catalogue().places.get(self.place_id) or self.place

    @property
    def told(self):
        """What it tells in the fields of its category: [Told]."""
        return told(catalogue().fields(self.shelf), self.fields)

    @property
    def shown_photos(self):
        """Its photographs in their order, without those that wait for a moderator."""
        return [photo for photo in self.photos.all() if not photo.is_held]
