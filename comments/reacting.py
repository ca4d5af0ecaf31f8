"""Reactions: one a visitor, changed and withdrawn at will; readers see the totals."""

from django.db import models, transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from comments.states import State


class Kind(models.TextChoices):
    """The reactions there are, with the mark that stands on the button."""

    LIKE = "like", "👍"
    HEART = "heart", "❤️"
    LAUGH = "laugh", "😄"
    SAD = "sad", "😢"
    ANGRY = "angry", "😡"


MEANINGS = {
    Kind.LIKE: _("support"),
    Kind.HEART: _("thank"),
    Kind.LAUGH: _("find it funny"),
    Kind.SAD: _("are sad"),
    Kind.ANGRY: _("are angry"),
}
WEIGHTS = {Kind.LIKE: 1, Kind.HEART: 1, Kind.LAUGH: 1}
"""What counts for «best»: anger and sadness tell of the news as often as of the comment."""


def totals_of(reactions):
    """Return (kind, mark, meaning, how many) of every reaction there is, from {kind: how many}."""
    return [(kind.value, kind.label, MEANINGS[kind], reactions.get(kind, 0)) for kind in Kind]


class Reacting(models.Model):
    """The part of a comment that others react to."""

    class Meta:
        abstract = True

    def react(self, visitor, kind):
        """Take down what the visitor feels; the same once more, or none, withdraws it.

        Readers hear of it within a second. About what is not shown nobody feels anything new, but none withdraws.
        """
        with transaction.atomic():
            comment = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            before = comment.reaction_rows.filter(visitor=visitor).first()
            if (comment.state != State.SHOWN and kind) or (before is None and not kind):
                return
            if before is not None and kind in ("", before.kind):
                before.delete()
            elif before is not None:
                before.kind = kind
                before.save(update_fields=["kind"])
            else:
                comment.reaction_rows.create(visitor=visitor, kind=kind)
            comment._count_reactions()
        self.reactions, self.score = comment.reactions, comment.score

    react.alters_data = True

    def tell_of_reactions(self):
        """Let readers hear of its new totals; called with its row locked."""
        self.tally_is_news = False
        self.version += 1
        self.save(update_fields=["tally_is_news", "version"])
        self.tell()

    tell_of_reactions.alters_data = True

    def _count_reactions(self):
        counted = self.reaction_rows.values_list("kind").annotate(count=Count("pk")).order_by()
        self.reactions = dict(counted)
        self.score = sum(WEIGHTS.get(kind, 0) * count for kind, count in self.reactions.items())
        self.tally_is_news = True
        self.save(update_fields=["reactions", "score", "tally_is_news"])
