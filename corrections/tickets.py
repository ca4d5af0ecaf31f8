"""Tickets: what readers found wrong at one place of one article, however many of them did, and what became of it."""

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, FloatField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Readership
from articles.wording import wording_of
from corrections import tasks
from corrections.carrying import carried
from corrections.following import Place

LATELY = timedelta(days=1)
LONGEST = 400
"""Characters a ticket's place may have: more is a rewriting, not a correction."""


class Kind(models.TextChoices):
    """What a reader says is wrong."""

    TYPO = "typo", _("typo")
    FACT = "fact", _("wrong fact")
    LINK = "link", _("broken link or photo")
    OTHER = "other", _("something else")


class State(models.TextChoices):
    """What became of a ticket."""

    OPEN = "open", _("open")
    FIXED = "fixed", _("fixed")
    REJECTED = "rejected", _("rejected")
    CHANGED = "changed", _("text changed")
    GONE = "gone", _("text gone")


class TicketQuerySet(models.QuerySet):
    """Tickets in the desk's words."""

    def waiting(self):
        """Keep those nobody has settled."""
        return self.filter(state=State.OPEN)

    def trusted(self):
        """Keep those that at least one report vouches for."""
        return self.filter(weight__gt=0)

    def doubtful(self):
        """Keep those known only from reports over a limit, or from readers who were mostly wrong."""
        return self.filter(weight=0)

    def at_desk_of(self, user):
        """Keep those of articles the person finds at the desk."""
        return self.filter(article__in=Article.objects.at_desk_of(user))

    def settleable_by(self, user):
        """Keep those the person may settle: of the articles they may change."""
        if not user.has_perm("corrections.settle_ticket"):
            return self.none()
        return self.filter(article__in=Article.objects.editable_by(user))

    def anchored(self):
        """Keep those that point at words of the article."""
        return self.exclude(block="")

    def most_pressing(self):
        """Those that most readers meet first: reports by their weight × readings of the last day."""
        recent = Readership.objects.filter(hour__gt=timezone.now() - LATELY, article=OuterRef("article"))
        readings = recent.values("article").annotate(total=Sum("count")).values("total")
        views = Coalesce(Subquery(readings), 0)
        pressing = self.annotate(readings=views)
        urgency = F("weight") * (1.0 + Coalesce(Subquery(readings, output_field=FloatField()), 0.0))
        return pressing.annotate(urgency=urgency).order_by("-urgency", "made_at", "pk")

    def fixed(self):
        """Keep those whose words became what somebody proposed."""
        return self.filter(state=State.FIXED)

    def carried_since(self, base, mine):
        """Return (the snapshot of the revision `base`, mine made of it) with what was fixed since (carrying.py)."""
        since = self.fixed().filter(settled_in__gt=base.number).select_related("article")
        fixes = [(ticket.snapshot, ticket.place, ticket.replacement) for ticket in since.order_by("settled_in", "pk")]
        return carried(fixes, base.snapshot, mine)

    def fixed_since(self, moment):
        """Keep those fixed since then."""
        return self.fixed().filter(settled_at__gte=moment)


class Ticket(models.Model):
    """One place of one article that readers say is wrong.

    While open, `block`, `start` and `end` name the place in revision `revision`, which is the newest one that has
    been kept; once settled, they stay where they were in the last revision that had the words. A ticket without a
    block gathers what readers wrote about the article without pointing at words that are there.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="tickets")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.TYPO)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    block = models.CharField(max_length=24, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    quote = models.CharField(_("words"), max_length=LONGEST, blank=True)
    reports_count = models.PositiveIntegerField(_("reports"), default=0)
    weight = models.FloatField(default=0)
    made_at = models.DateTimeField(_("first reported"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_in = models.PositiveIntegerField(null=True)
    # Where in revision `settled_in` the replacement begins, if it was put there by a click.
    mended_at = models.PositiveIntegerField(null=True)
    replacement = models.CharField(_("became"), max_length=LONGEST * 4, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ()
        permissions = [("settle_ticket", "Can settle what readers report")]
        indexes = [
            models.Index(fields=["article", "state"], name="ticket_of_article"),
            models.Index(fields=["state", "made_at"], name="ticket_waiting"),
            models.Index(fields=["settled_at"], condition=Q(state="fixed"), name="ticket_fixed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(block="") | Q(end__gt=F("start")), name="ticket_points_at_something"),
        ]

    def __str__(self):
        return self.quote or str(self.article)

    @property
    def is_open(self):
        """Whether nobody has settled it."""
        return self.state == State.OPEN

    @property
    def is_anchored(self):
        """Whether it points at words of the article."""
        return bool(self.block)

    @property
    def is_mended(self):
        """Whether a click has put other words there, which another click takes out again."""
        return self.state == State.FIXED and self.mended_at is not None

    @property
    def place(self):
        """The Place it points at in its revision."""
        return Place(self.block, self.start, self.end)

    @cached_property
    def words(self):
        """The text of its block in its revision, as the server has it; empty without one."""
        return wording_of(self.snapshot).get(self.block, "") if self.is_anchored else ""

    @property
    def snapshot(self):
        """The article as it was in the ticket's revision."""
        return self.article.revisions.get(number=self.revision).snapshot

    @property
    def nth(self):
        """How often its words stand in its block before it."""
        return sum(self.words.startswith(self.quote, place) for place in range(self.start))

    @cached_property
    def ranked_suggestions(self):
        """Its Suggestions, those that most reports stand behind first."""
        return sorted(self.suggestions.all(), key=lambda suggestion: (-suggestion.weight, suggestion.pk))

    @transaction.atomic
    def settle(self, state, by, **fields):
        """End it in the given state; only an open one is."""
        self.state, self.settled_by, self.settled_at = state, by, timezone.now()
        for field, value in fields.items():
            setattr(self, field, value)
        self.save()
        if self.reports.exclude(email="").exists():
            tasks.answer.enqueue(self.pk)

    settle.alters_data = True

    @transaction.atomic
    def reject(self, by):
        """Say that the words are right. Returns False when it was settled already."""
        stored = Ticket.objects.select_for_update().get(pk=self.pk)
        if not stored.is_open:
            return False
        stored.settle(State.REJECTED, by)
        self.refresh_from_db()
        return True

    reject.alters_data = True

    def wait_again(self):
        """Let it wait as if nobody had settled it."""
        self.state, self.settled_by, self.settled_at = State.OPEN, None, None
        self.settled_in, self.mended_at, self.replacement = None, None, ""
        self.save()

    wait_again.alters_data = True

    def widen(self, words, start, end):
        """Point at the words around as well, from start to end, and let the suggestions say the same of those.

        Saves the suggestions; the range is not saved yet.
        """
        if (start, end) == (self.start, self.end):
            return
        # The longest first: a shorter one may become what a longer one is still.
        for suggestion in sorted(self.suggestions.all(), key=lambda one: -len(one.text)):
            suggestion.text = widened(words, self.place, suggestion.text, start, end)
            suggestion.save(update_fields=["text"])
        self.start, self.end, self.quote = start, end, words[self.block][start:end]

    widen.alters_data = True

    def move_to(self, place, revision):
        """Point at the same words in the next revision."""
        self.block, self.start, self.end = place
        self.revision = revision
        self.save(update_fields=["block", "start", "end", "revision"])

    move_to.alters_data = True


class Suggestion(models.Model):
    """What a ticket's words should be according to some of its reports, or to the editor who settled it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="suggestions")
    text = models.CharField(_("right text"), max_length=LONGEST * 4, blank=True)
    count = models.PositiveIntegerField(default=0)
    weight = models.FloatField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["ticket", "text"], name="suggestion_once_in_ticket")]

    def __str__(self):
        return self.text


def widened(words, place, text, start, end):
    """Return what a change of the place to the text makes of the range around it, from start to end."""
    whole = words[place.block]
    return whole[start : place.start] + text + whole[place.end : end]
