"""Under which rules people talk: for the whole site, and for one article while its story burns."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from comments.states import Mode
from comments.switching import Switching
from language.folding import disguised
from paging.shared import shared


class Rules(Switching):
    """One row: the rules that hold where an article has none of its own."""

    mode = models.CharField(_("mode"), max_length=6, choices=Mode, default=Mode.OPEN)
    first_count = models.PositiveSmallIntegerField(
        _("how many first comments wait"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        verbose_name = _("rules for comments")
        verbose_name_plural = _("rules for comments")
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_set_of_rules")]

    def __str__(self):
        return str(self._meta.verbose_name)

    @property
    def is_closed(self):
        """Whether nobody may write where an article has no rules of its own."""
        return self.mode == Mode.CLOSED

    @property
    def told_as(self):
        """The key and the topics of the event that tells of it."""
        return "site", ["site"]

    @classmethod
    def current(cls):
        """Return the rules of the site; before the desk has set any, open ones."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    def of_this_second(cls):
        """Return the rules as many readers at once may share them."""
        return shared("rules", cls.current)


class Discussion(Switching):
    """The talk under one article: its own rules, and how many comments stand there. Made with the first comment."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="discussion")
    mode = models.CharField(_("mode"), max_length=6, choices=Mode, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    told_closed = models.BooleanField(null=True, default=None, editable=False)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        default_permissions = ()

    def __str__(self):
        return str(self.article)

    @property
    def is_over(self):
        """Whether its closing date has passed."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def is_closed(self):
        """Whether its own rules let nobody write; None where it has none, and the site's hold."""
        if self.is_over:
            return True
        return self.mode == Mode.CLOSED if self.mode else None

    @property
    def has_own_rules(self):
        """Whether its rules outweigh the site's."""
        return self.is_closed is not None

    @property
    def told_as(self):
        """The key and the topics of the event that tells of it."""
        return self.pk, [f"article:{self.pk}"]


class StopWord(models.Model):
    """A word, or a few, that hold a comment for a moderator, however they are disguised (language.folding)."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    any_form = models.BooleanField(_("also inside longer words"), default=False)

    class Meta:
        verbose_name = _("stop-word")
        verbose_name_plural = _("stop-words")
        ordering = ["word"]

    def __str__(self):
        return self.word

    def clean(self):
        """Put one space between the words, and refuse what would not be found where a text says it plainly."""
        self.word = " ".join(self.word.split())
        if self.word and not disguised(self.word, self.word):
            said = _("This would never be found: a stop-word needs letters, digits and signs alone do not count.")
            raise ValidationError({"word": said})


def rules_of(article, rules=None):
    """Return (mode, how many first comments wait) under the article now; `rules` are the site's, if read already."""
    discussion = getattr(article, "discussion", None)
    if discussion and discussion.is_over:
        return Mode.CLOSED, 0
    rules = rules or Rules.current()
    return (discussion and discussion.mode) or rules.mode, rules.first_count
