"""Comments: what readers say under an article."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.discussions import Discussion, Mode, Rules, StopWord
from people.models import Visitor

__all__ = [
    "Comment",
    "Complaint",
    "Discussion",
    "FormerText",
    "Mode",
    "Reaction",
    "Rules",
    "Ruling",
    "StopWord",
]

LONGEST = 4000
DEEPEST = 3


class State(models.TextChoices):
    """Whether readers see a comment."""

    SHOWN = "shown", _("shown")
    HELD = "held", _("waits for a moderator")
    HIDDEN = "hidden", _("hidden")
    DELETED = "deleted", _("deleted by its author")


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


class CommentQuerySet(models.QuerySet):
    """Comments in the moderators' and readers' words."""

    def shown(self):
        """Keep what everybody may read, under articles that everybody may read. Public pages start here."""
        return self.filter(state=State.SHOWN, article__in=Article.objects.published())

    def held(self):
        """Keep what waits for a moderator, the longest waiting first."""
        return self.filter(state=State.HELD).order_by("created_at", "pk")


class Comment(models.Model):
    """What a reader, or the newsroom, says under an article.

    `thread` is the comment on top of its thread (none for that one itself), `depth` 1…3; who answers a comment
    of depth 3 stands at depth 3 too, and `parent` tells whom they answer.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name=_("article"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    thread = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    depth = models.PositiveSmallIntegerField(default=1)
    visitor = models.ForeignKey(
        Visitor, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("visitor")
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("staff member"),
    )
    from_newsroom = models.BooleanField(_("from the newsroom"), default=False)
    name = models.CharField(_("name"), max_length=40)
    text = models.TextField(_("comment"), validators=[MaxLengthValidator(LONGEST)])
    quote = models.CharField(_("quoted from the article"), max_length=400, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.SHOWN)
    held_for = models.CharField(
        _("waits because"), max_length=10, choices=HeldFor, default=HeldFor.NOTHING, blank=True
    )
    hidden_for = models.CharField(_("hidden for"), max_length=11, choices=Reason, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    shown_at = models.DateTimeField(_("shown since"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    complained_at = models.DateTimeField(_("complained about since"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    reactions = models.JSONField(default=dict)
    score = models.IntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    tally_is_news = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        permissions = [
            ("moderate_comment", "Can moderate comments"),
            ("reply_comment", "Can reply to comments from the newsroom"),
        ]
        constraints = [models.UniqueConstraint(fields=["article", "digest"], name="said_once")]
        indexes = [
            models.Index(fields=["article", "-id"], condition=Q(thread=None), name="comment_newest_threads"),
            models.Index(fields=["article", "-score", "-id"], condition=Q(thread=None), name="comment_best_threads"),
            models.Index(fields=["thread", "id"], name="comment_in_thread"),
            models.Index(fields=["-shown_at", "-id"], condition=Q(state="shown"), name="comment_feed"),
            models.Index(fields=["created_at"], condition=Q(state="held"), name="comment_held"),
            models.Index(
                fields=["complained_at"], condition=Q(complained_at__isnull=False), name="comment_complained"
            ),
            models.Index(fields=["id"], condition=Q(tally_is_news=True), name="comment_tally_news"),
            models.Index(fields=["visitor", "created_at"], name="comment_of_visitor"),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"


class FormerText(models.Model):
    """What a comment said before its author edited it; moderators see it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="former_texts")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["until", "pk"]


class Reaction(models.Model):
    """What one visitor feels about one comment."""

    class Kind(models.TextChoices):
        """The reactions there are, with the mark that stands on the button."""

        LIKE = "like", "👍"
        HEART = "heart", "❤️"
        LAUGH = "laugh", "😄"
        SAD = "sad", "😢"
        ANGRY = "angry", "😡"

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reaction_rows")
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "visitor"], name="one_reaction_a_visitor")]


class Complaint(models.Model):
    """One visitor's complaint about one comment; `was_right` is known when a moderator has ruled."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="complaints")
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="complaints")
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)
    weight = models.FloatField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    was_right = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "visitor"], name="one_complaint_a_visitor")]


class Ruling(models.Model):
    """What a moderator decided, and what it takes to undo it. Nobody edits this log."""

    class What(models.TextChoices):
        """The decisions there are."""

        APPROVED = "approved", _("approved")
        HIDDEN = "hidden", _("hidden")
        BANNED = "banned", _("banned")
        LIFTED = "lifted", _("ban lifted")
        APPEAL_REFUSED = "refused", _("appeal refused")
        REPLIED = "replied", _("replied from the newsroom")
        SWITCHED = "switched", _("rules changed")
        UNDONE = "undone", _("undone")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("moderator"))
    what = models.CharField(_("decision"), max_length=8, choices=What)
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="rulings")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    ban = models.ForeignKey("people.Ban", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=11, choices=Reason, blank=True)
    before = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"), default=timezone.now)
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, related_name="undone_by")

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
