"""Whether readers see a comment, and why not."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Whether readers see a comment."""

    SHOWN = "shown", _("shown")
    HELD = "held", _("waits for a moderator")
    HIDDEN = "hidden", pgettext_lazy("comment", "hidden")
    DELETED = "deleted", pgettext_lazy("comment", "deleted by its author")


class HeldFor(models.TextChoices):
    """Why a comment waits."""

    NOTHING = "", ""
    MODE = "mode", _("all comments wait here")
    FIRST = "first", _("one of the first of its author")
    LINKS = "links", _("has a link")
    STOP_WORD = "stop_word", _("has a stop-word")
    SUBNET = "subnet", _("many comments from one network")
    COMPLAINTS = "complaints", _("readers complained")


class Reason(models.TextChoices):
    """Why a moderator hid a comment or banned a visitor; the author is told so in their language."""

    INSULT = "insult", _("insults")
    HATE = "hate", _("incitement of hatred")
    OBSCENITY = "obscenity", _("obscene language")
    ADVERTISING = "advertising", _("advertising or spam")
    PRIVATE = "private", _("somebody's private data")
    OFF_TOPIC = "off_topic", _("not about the article")
    UNLAWFUL = "unlawful", _("against the law")


class Mode(models.TextChoices):
    """Which new comments wait for a moderator."""

    OPEN = "open", _("open: shown at once")
    FIRST = "first", _("a person's first comments wait")
    LINKS = "links", _("comments with links wait")
    HELD = "held", _("all comments wait")
    CLOSED = "closed", _("closed: nobody writes")
