"""Where an ad stands in its life, and why it was refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an ad stands. That its term has run out is asked of the clock; EXPIRED is written down later."""

    DRAFT = "draft", _("draft")
    UNCONFIRMED = "unconfirmed", _("waits for its author to confirm")
    REVIEW = "review", _("waits for a moderator")
    LIVE = "live", _("live")
    HIDDEN = "hidden", _("hidden")
    REJECTED = "rejected", _("rejected")
    EXPIRED = "expired", _("expired")
    SOLD = "sold", _("sold")
    ARCHIVED = "archived", _("archived")


class Reason(models.TextChoices):
    """Why a moderator refused or hid an ad, or a reader complained of it; the author is told so in their language."""

    FORBIDDEN = "forbidden", _("forbidden by law")
    FRAUD = "fraud", _("looks like fraud")
    PREPAYMENT = "prepayment", _("asks for money in advance")
    DUPLICATE = "duplicate", _("stands here already")
    CATEGORY = "category", _("wrong category")
    CONTACT = "contact", _("contact or link in the title or text")
    PHOTO = "photo", _("photograph of something else")
    PRICE = "price", _("wrong price")
    BUSINESS = "business", _("business under a private name")
    SEVERAL = "several", _("several things in one ad")
    RUDE = "rude", _("rude or obscene")
    GONE = "gone", _("sold or out of date")


class Deed(models.TextChoices):
    """What was done with an ad."""

    SUBMITTED = "submitted", _("submitted")
    CONFIRMED = "confirmed", _("confirmed by its author")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    HIDDEN = "hidden", _("hidden")
    EDITED = "edited", _("edited")
    MOVED = "moved", _("moved to another category")
    HELD = "held", _("edit waits for a moderator")
    REPRICED = "repriced", _("price changed")
    RENEWED = "renewed", _("renewed")
    BUMPED = "bumped", _("bumped")
    PROMOTED = "promoted", _("promoted")
    SOLD = "sold", _("sold")
    EXPIRED = "expired", _("expired")
    DELETED = "deleted", _("deleted by its author")
    ARCHIVED = "archived", _("archived")
    CLAIMED = "claimed", _("claimed")


RENEWABLE = (State.LIVE, State.EXPIRED, State.SOLD)
EDITABLE = (
    State.DRAFT,
    State.UNCONFIRMED,
    State.REVIEW,
    State.LIVE,
    State.REJECTED,
    State.HIDDEN,
    State.EXPIRED,
)
HIDEABLE = (State.REVIEW, State.LIVE, State.SOLD, State.EXPIRED)
NEVER_SHOWN = (State.DRAFT, State.UNCONFIRMED, State.REVIEW, State.REJECTED)
