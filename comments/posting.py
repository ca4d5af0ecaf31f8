"""Taking in a comment: once, however often it is sent, and by the rules that hold where it is said."""

from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.db import IntegrityError, connection, models
from django.db.models import F
from django.utils import timezone

from comments.discussions import Rules, rules_of
from comments.heat import seconds_to_wait
from comments.inserting import insert
from comments.standing import begin_discussion, count_shown
from comments.states import HeldFor, Mode, State
from comments.stop_words import has_stop_word
from comments.writing import closed_because
from language.own_words import has_link
from live.log import recording
from paging.shared import shared
from people.addresses import subnet
from people.bans import Ban
from people.limits import wait


class Refused(Exception):
    """A comment that is not taken in; nothing of it is stored."""


class IsClosed(Refused):
    """Nobody writes under this article, or not this sender; `why` is told to readers."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class IsBanned(Refused):
    """Its author may not write for a while."""

    def __init__(self, ban):
        super().__init__(ban)
        self.ban = ban


class IsGone(Refused):
    """What it answers has been taken away."""


class IsSaid(Refused):
    """Its author has said the same there already."""


class MustWait(Refused):
    """Its author, or its thread, has to wait so many seconds."""

    def __init__(self, seconds, *, is_heated=False):
        super().__init__(seconds)
        self.seconds, self.is_heated = seconds, is_heated


@dataclass(frozen=True)
class Sender:
    """Who sends a comment: a visitor, perhaps not stored yet, and what they have in common with their next request."""

    visitor: object
    is_known: bool
    address: str
    agent: str = ""

    @property
    def nickname(self):
        """What tells one who has no cookie yet from the neighbours behind the same address."""
        return f"{self.address} {self.agent}"


_SAID_BEFORE = "SELECT id FROM comments_comment WHERE article_id = %s AND digest IN (%s, %s)"


class PostingQuerySet(models.QuerySet):
    """How comments come to stand under an article."""

    def post(self, article, sender, *, name, text, parent=None, quote="", rules=None):
        """Store the tidy words of a sender, hold them if the rules say so, and return (comment, is_new).

        The same words of the same sender at the same place are stored once: whoever sends them again gets the
        comment that is there. `rules` are the site's, where they have been read already. Raises IsClosed, IsBanned,
        IsGone or MustWait.
        """
        digests = _digests(sender, parent, name, text)
        there = self._said_before(article, sender, digests)
        if there:
            return there, False
        comment = self.model(
            article=article,
            parent=parent,
            thread=parent and (parent.thread or parent),
            depth=min(parent.depth + 1, self.model.DEEPEST) if parent else 1,
            visitor=sender.visitor,
            name=name,
            text=text,
            quote=quote,
            digest=digests[0],
            address=sender.address or None,
        )
        comment._check(sender, rules or Rules.current())
        try:
            with recording():
                comment._count(sender)
                comment._enter()
        except IntegrityError:
            # Another request of the same click was quicker; if it was not that, it is an error after all.
            there = self._said_before(article, sender, digests)
            if not there:
                raise
            return there, False
        return comment, True

    post.alters_data = True

    def _said_before(self, article, sender, digests):
        # Asked of every comment and hardly ever there: by hand, which is a tenth of composing it.
        with connection.cursor() as cursor:
            cursor.execute(_SAID_BEFORE, [article.pk, digests[0], digests[-1]])
            there = [pk for [pk] in cursor]
        for said in self.select_related("thread").filter(pk__in=there) if there else ():
            if not sender.is_known or said.visitor_id == sender.visitor.pk:
                return said
        return None


class Posting(models.Model):
    """The part of a comment that comes in."""

    class Meta:
        abstract = True

    def _check(self, sender, rules):
        """See whether its sender may say it, and whether it must wait for a moderator."""
        if why := closed_because(self.article, self.visitor, rules):
            raise IsClosed(why)
        if sender.is_known:
            self._refuse_banned()
        if self.thread_id and sender.is_known:
            seconds = seconds_to_wait(self.thread, self.visitor, type(self).objects)
            if seconds:
                raise MustWait(seconds, is_heated=True)
        self.held_for = self.why_held(*rules_of(self.article, rules))

    def say_otherwise(self, text):
        """Say it in other words, which wait for a moderator where new ones would.

        Returns whether it was still the time to. Raises IsClosed or IsBanned where its author may not write any more,
        IsSaid where they have said the same there already.
        """
        rules = Rules.of_this_second()
        if why := closed_because(self.article, self.visitor, rules):
            raise IsClosed(why)
        self._refuse_banned()
        said, self.text = self.text, text
        held_for = self.why_held(*rules_of(self.article, rules))
        self.text = said
        try:
            return self.edit(text, held_for)
        except IntegrityError:
            same = type(self).objects.filter(article=self.article_id, digest=self.digest_of(text))
            if not same.exclude(pk=self.pk).exists():
                raise
            raise IsSaid from None

    say_otherwise.alters_data = True

    def digest_of(self, text):
        """Return the name that words of its author go by in its place."""
        return _digest(self.visitor_id, self.parent_id, text)

    def _refuse_banned(self):
        # Hardly anybody is, so the banned are read once a second, not once a comment.
        if self.visitor_id not in shared("banned", _banned):
            return
        if ban := Ban.objects.running_of(self.visitor_id):
            raise IsBanned(ban)

    def _count(self, sender):
        """Count it for its sender, and for those who may be one sender with many cookies."""
        # Whoever has no cookie yet is counted by the address alone (a browser says what it likes about itself), and
        # as who they will be with it.
        counted = [sender.visitor.pk] if sender.is_known else [_hash(sender.address), sender.visitor.pk]
        seconds = max(wait(f"comment:{who}", settings.COMMENTS_A_MINUTE, 60) for who in counted)
        if seconds:
            raise MustWait(seconds)
        crowd = wait(f"comment:{subnet(sender.address)}", settings.COMMENTS_A_MINUTE_FROM_SUBNET, 60)
        if crowd and not self.held_for:
            self.held_for = HeldFor.SUBNET
        self.state = State.HELD if self.held_for else State.SHOWN

    def why_held(self, mode, first_count):
        """Return why its words have to wait for a moderator under the rules, or nothing."""
        if mode == Mode.HELD:
            return HeldFor.MODE
        if mode == Mode.LINKS and has_link(f"{self.name} {self.text}"):
            return HeldFor.LINKS
        if mode == Mode.FIRST and not _is_trusted(self.visitor, first_count):
            return HeldFor.FIRST
        return HeldFor.STOP_WORD if has_stop_word(f"{self.name} {self.text}") else HeldFor.NOTHING

    def _enter(self):
        if self.visitor.is_new:
            self.visitor.name = self.name
            insert(self.visitor)
        elif not self.visitor.name:
            # Confirmed, or somebody who has only reacted: until now they have signed nothing.
            type(self.visitor).objects.filter(pk=self.visitor.pk).update(name=self.name)
        self.shown_at = timezone.now() if self.state == State.SHOWN else None
        insert(self)
        if self.is_shown:
            if not hasattr(self.article, "discussion"):
                begin_discussion(self.article_id)
            self._answer()
            count_shown(self.article_id, 1)
            self.tell()

    def _answer(self):
        """Count it with what it answers, if that still stands there."""
        if not self.parent_id:
            return
        answered = type(self).objects.filter(pk=self.parent_id, state=State.SHOWN)
        if not answered.select_for_update(no_key=True).exists():
            raise IsGone
        answered.update(reply_count=F("reply_count") + 1)


def _banned():
    return set(Ban.objects.running().values_list("visitor", flat=True))


def _is_trusted(visitor, first_count):
    shown = visitor.comments.filter(state=State.SHOWN)[:first_count]
    return not visitor.is_new and len(shown) == first_count


def _digests(sender, parent, name, text):
    """The names that the words go by: first the one to store, then the one of the sender before they had a cookie."""
    above = parent and parent.pk
    before = _digest(f"{sender.nickname}\n{name}", above, text)
    return [_digest(sender.visitor.pk, above, text), before] if sender.is_known else [before]


def _digest(who, above, text):
    return _hash(f"{who}\n{above or ''}\n{text}")


def _hash(text):
    return blake2b(text.encode(), digest_size=32, key=settings.SECRET_KEY.encode()[:64]).hexdigest()
