"""What of a comment stands on the pages: itself, the place where it was, or nothing; and what follows from a change.

A comment that readers may not see leaves its place while answers stand under it. `reply_count` is how many direct
answers stand, so one row tells.
"""

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from comments.discussions import Discussion
from comments.states import HeldFor, State
from live import log


class StandingQuerySet(models.QuerySet):
    """What readers see of the comments."""

    def shown(self):
        """Keep what everybody may read, under articles that everybody may read. Public pages start here."""
        return self.filter(state=State.SHOWN, article__in=Article.objects.published())

    def standing(self):
        """Keep what has a place on the pages: what is shown, and what is not but has answers that stand."""
        return self.with_a_place().filter(article__in=Article.objects.published())

    def with_a_place(self):
        """Keep what has a place on the pages of its article, if readers see that."""
        return self.filter(Q(state=State.SHOWN) | Q(reply_count__gt=0))


class Standing(models.Model):
    """The part of a comment that decides what readers see of it."""

    class Meta:
        abstract = True

    @property
    def is_shown(self):
        """Whether readers see what it says."""
        return self.state == State.SHOWN

    @property
    def stands(self):
        """Whether it has a place on the pages, with or without its words."""
        return self.is_shown or self.reply_count > 0

    @property
    def topics(self):
        """Who follows it live."""
        return [f"article:{self.article_id}", "site"]

    def tell(self):
        """Take down in the log that readers see something new of it; the last thing in a transaction."""
        log.record("comment", self.pk, self.topics)

    tell.alters_data = True

    def move_to(self, state, *, held_for=HeldFor.NOTHING, **fields):
        """Show it, hold it, hide it or delete it, and count, save and tell what follows; nothing if it is there.

        `fields` are saved with the state. Returns whether it has moved.
        """
        with transaction.atomic():
            now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            self.state, self.version, self.reply_count = now.state, now.version, now.reply_count
            self.shown_at = now.shown_at
            if state == self.state:
                return False
            was_shown, stood = self.is_shown, self.stands
            self.state, self.held_for = state, held_for
            self.shown_at = self.shown_at or (timezone.now() if self.is_shown else None)
            for field, value in fields.items():
                setattr(self, field, value)
            self.version += 1
            self.save(update_fields=["state", "held_for", "shown_at", "version", *fields])
            changed = [self, *self._carry_up(self.stands - stood)]
            count_shown(self.article_id, self.is_shown - was_shown)
            for comment in changed:
                comment.tell()
        return True

    move_to.alters_data = True

    def _carry_up(self, step):
        """Count one answer more or fewer up the thread; yield those whose own place comes or goes with it."""
        below = self
        while step and below.parent_id:
            above = type(self).objects.select_for_update(no_key=True).get(pk=below.parent_id)
            stood = above.stands
            above.reply_count += step
            type(self).objects.filter(pk=above.pk).update(reply_count=above.reply_count)
            if above.stands == stood:
                return
            above.version += 1
            type(self).objects.filter(pk=above.pk).update(version=above.version)
            yield above
            below = above


# By hand, because whoever comments there waits for it until the transaction ends: nothing is asked or built meanwhile.
_COUNT = """
    UPDATE comments_discussion SET count = count + %(step)s WHERE article_id = %(article)s AND count + %(step)s >= 0
"""


def count_shown(article_id, step):
    """Count one shown comment more or fewer under the article; its discussion must be there while one is recording."""
    if not step:
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"step": step, "article": article_id})
        is_counted = cursor.rowcount
    if not is_counted and step > 0:
        begin_discussion(article_id)
        count_shown(article_id, step)


def begin_discussion(article_id):
    """Make the discussion under the article, unless it is there, or just being made."""
    Discussion.objects.bulk_create([Discussion(pk=article_id)], ignore_conflicts=True)
