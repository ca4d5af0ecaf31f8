"""Comments: what readers say under an article."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.complaints import Complaining, Complaint
from comments.discussions import Discussion, Mode, Rules, StopWord
from comments.editing import Editing
from comments.moderation import Moderating, ModeratingQuerySet
from comments.posting import Posting, PostingQuerySet
from comments.reacting import Kind, Reacting
from comments.rulings import Ruling
from comments.standing import Standing, StandingQuerySet
from comments.states import HeldFor, Reason, State
from people.models import Visitor

__all__ = [
    "Comment",
    "Complaint",
    "Discussion",
    "FormerText",
    "HeldFor",
    "Kind",
    "Mode",
    "Reaction",
    "Reason",
    "Rules",
    "Ruling",
    "State",
    "StopWord",
]

LONGEST = 4000
DEEPEST = 3


class CommentQuerySet(PostingQuerySet, StandingQuerySet, ModeratingQuerySet):
    """Comments in the moderators' and readers' words."""

    def for_sending(self):
        """Preload what a comment shows, in its thread and in the feed."""
        return self.select_related("article", "parent").defer("article__body", "parent__text")

    def for_feed(self):
        """Preload what a row of the site's feed shows."""
        return self.select_related("article").defer("article__body").order_by("-shown_at", "-pk")


class Comment(Posting, Standing, Editing, Reacting, Moderating, Complaining):
    """What a reader, or the newsroom, says under an article.

    `thread` is the comment on top of its thread (none for that one itself), `depth` 1…3; who answers a comment
    of depth 3 stands at depth 3 too, and `parent` tells whom they answer.
    """

    DEEPEST = DEEPEST

    below, has_more = (), False
    """What a page hangs under it: its answers, and whether there are more than these (comments/threads.py)."""

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

    def get_absolute_url(self):
        """Return the address of the page that shows it with its thread, in the edition of its article."""
        return self.address_of("comment")

    def address_of(self, name):
        """Return the address of one of its pages or actions, in the edition of its article."""
        with translation.override(self.article.language):
            return reverse(name, args=[self.pk])


class FormerText(models.Model):
    """What a comment said before its author edited it; moderators see it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="former_texts")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["until", "pk"]

    def __str__(self):
        return self.text[:60]


class Reaction(models.Model):
    """What one visitor feels about one comment."""

    Kind = Kind

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reaction_rows")
    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=5, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "visitor"], name="one_reaction_a_visitor")]

    def __str__(self):
        return self.get_kind_display()
