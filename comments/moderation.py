"""What a moderator decides about a comment and its author. Each decision is one ruling, and can be undone."""

from datetime import timedelta
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from comments.rulings import RESTORED, AlreadyDecided, Ruling, locked_with, written
from comments.standing import count_shown
from comments.states import HeldFor, State
from people.bans import Ban
from people.visitors import Visitor

DEEPEST = 3
What = Ruling.What


class Period(models.TextChoices):
    """For how long somebody may not write."""

    DAY = "1", gettext_lazy("for a day")
    WEEK = "7", gettext_lazy("for a week")
    MONTH = "30", gettext_lazy("for a month")
    GOOD = "0", gettext_lazy("for good")

    @property
    def end(self):
        """The moment at which it ends if it begins now; None for never."""
        return timezone.now() + timedelta(days=int(self.value)) if self != Period.GOOD else None


class ModeratingQuerySet(models.QuerySet):
    """Comments in the moderators' words."""

    def held(self):
        """Keep what waits for a moderator, the longest waiting first."""
        return self.filter(state=State.HELD).order_by("created_at", "pk")

    def complained(self):
        """Keep what is shown while readers complain and nobody has ruled, the longest waiting first."""
        return self.filter(state=State.SHOWN, complained_at__isnull=False).order_by("complained_at", "pk")

    def for_moderators(self):
        """Preload what a row before a moderator shows."""
        return self.select_related("article", "parent", "visitor", "staff").defer("article__body")


class Changed(Exception):
    """The comment no longer says what the moderator has read, or is gone."""


class Moderating(models.Model):
    """The part of a comment that moderators decide on.

    `seen` in the verbs is `comment.seen(…)` as it stood on the moderator's page: who decides on what has changed since
    then is told so. The verbs return the Ruling, or None when there was nothing to decide; they raise AlreadyDecided
    when somebody else was quicker, Changed when the author was.
    """

    complained_at = models.DateTimeField(gettext_lazy("complained about since"), null=True, editable=False)

    class Meta:
        abstract = True

    def seen(self, last):
        """What a moderator who sees it now knows: the last Ruling in force about it, if any, and its last wording."""
        return f"{last.pk if last else 0}-{_stamp(self.edited_at)}"

    def approve(self, by, seen=None):
        """Show it, and settle the complaints about it as wrong."""
        with transaction.atomic():
            now = self._before_ruling(by, seen)
            if now.is_shown and not now.complained_at:
                return now._told_if_others(by)
            ruling = now._rule(by, What.APPROVED)
            now._settle_complaints(was_right=False)
            now.stand_as(State.SHOWN, shown_at=now.shown_at or timezone.now())
        self._take_over(now)
        return ruling

    approve.alters_data = True

    def hide(self, by, reason, seen=None):
        """Take it away from readers and tell its author why; settle the complaints about it as right."""
        with transaction.atomic():
            now = self._before_ruling(by, seen)
            if now.state == State.HIDDEN:
                return now._told_if_others(by)
            ruling = now._rule(by, What.HIDDEN, reason=reason)
            now._hide(reason)
        self._take_over(now)
        return ruling

    hide.alters_data = True

    def ban(self, by, reason, period, seen=None):
        """Hide it, and keep its author from writing for a period; they are told both.

        Somebody banned for longer stays so. Raises ValidationError when it has no author who could be banned.
        """
        with transaction.atomic():
            now = self._before_ruling(by, seen)
            if now.visitor_id is None:
                raise ValidationError(
                    _("Nobody can be banned for this comment: its author is not known."), code="nobody"
                )
            visitor = Visitor.objects.select_for_update(no_key=True).get(pk=now.visitor_id)
            if _is_banned_until(visitor, Period(period).end):
                return now.hide(by, reason)
            ban = Ban.objects.create(visitor=visitor, reason=reason, by=by, until=Period(period).end)
            ruling = now._rule(by, What.BANNED, reason=reason, ban=ban)
            if now.state != State.HIDDEN:
                now._hide(reason)
        self._take_over(now)
        return ruling

    ban.alters_data = True

    def reply(self, by, text, seen=None):
        """Answer it in the newsroom's name; what was waiting is shown with the answer. Return the ruling of the reply.

        Raises ValidationError when it is hidden: readers would not know what is answered.
        """
        with transaction.atomic():
            now = self._before_ruling(by, seen)
            if now.state == State.HIDDEN:
                raise ValidationError(_("This comment is hidden. Show it first."), code="hidden")
            reply = now._reply_of(by, text)
            if type(self).objects.filter(article=now.article_id, digest=reply.digest).exists():
                return None
            if not now.is_shown:
                now.approve(by)
            reply.save(force_insert=True)
            reply._answer()
            ruling = reply._rule(by, What.REPLIED)
            count_shown(reply.article_id, 1)
            reply.tell()
        self._take_over(now)
        return ruling

    reply.alters_data = True

    def take_back(self):
        """Take a reply of the newsroom away, though not its words; the same may be said again."""
        self.digest = f"taken-back-{self.pk}"
        self.save(update_fields=["digest"])
        self.move_to(State.HIDDEN)

    take_back.alters_data = True

    def stand_as(self, state, *, held_for=HeldFor.NOTHING, hidden_for="", complained_at=None, shown_at=None):
        """Put it into exactly this state, and tell readers if they see a difference."""
        rest = {"hidden_for": hidden_for, "complained_at": complained_at, "shown_at": shown_at}
        if self.move_to(state, held_for=held_for, **rest):
            return
        for name, value in rest.items():
            setattr(self, name, value)
        self.held_for = held_for
        self.save(update_fields=["held_for", *rest])

    stand_as.alters_data = True

    def _before_ruling(self, by, seen):
        now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        last_seen, _dash, edited = (seen or "").partition("-")
        last = now._last_ruling()
        if seen is not None and last and last.by_id != by.pk and str(last.pk) != last_seen:
            raise AlreadyDecided(last)
        if now.state == State.DELETED or (seen is not None and edited != _stamp(now.edited_at)):
            raise Changed
        return now

    def _last_ruling(self):
        said = Ruling.objects.in_force().filter(comment=self.pk).exclude(what=What.REPLIED)
        return said.select_related("by").order_by("-pk").first()

    def _told_if_others(self, by):
        last = self._last_ruling()
        if last and last.by_id != by.pk:
            raise AlreadyDecided(last)

    def _rule(self, by, what, **fields):
        before = {name: getattr(self, name) for name in RESTORED}
        before |= {name: written(value) for name, value in before.items() if name.endswith("_at")}
        before["complaints"] = list(self.complaints.filter(was_right=None).values_list("pk", flat=True))
        return Ruling.objects.create(
            by=by, what=what, comment=self, article_id=self.article_id, before=before, **fields
        )

    def _hide(self, reason):
        self._settle_complaints(was_right=True)
        self.stand_as(State.HIDDEN, hidden_for=reason, shown_at=self.shown_at)

    def _settle_complaints(self, *, was_right):
        self.complaints.filter(was_right=None).update(was_right=was_right)

    def _reply_of(self, by, text):
        with override(self.article.language):
            name = by.get_full_name() or _("The newsroom")
        said = f"newsroom {by.pk}\n{self.pk}\n{text}"
        return type(self)(
            article_id=self.article_id,
            parent=self,
            thread_id=self.thread_id or self.pk,
            depth=min(self.depth + 1, DEEPEST),
            staff=by,
            from_newsroom=True,
            name=name[:40],
            text=text,
            state=State.SHOWN,
            shown_at=timezone.now(),
            digest=blake2b(said.encode(), digest_size=32).hexdigest(),
        )

    def _take_over(self, now):
        for field in now._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))


def lift(ban, by):
    """Let somebody write again before their time, whatever else they are banned for, and return the ruling.

    None when nothing holds them any more.
    """
    with transaction.atomic():
        theirs = Ban.objects.filter(pk__in=locked_with(ban))
        if not theirs.running().filter(pk=ban.pk).exists():
            return _settled_by_others(ban, by)
        ruling = _rule_on(ban, by, What.LIFTED)
        # One moment for all of them, by which undoing knows them again.
        theirs.appealed().update(appeal_settled_at=ruling.at)
        theirs.running().update(lifted_at=ruling.at, lifted_by=by)
    return ruling


def refuse_appeal(ban, by):
    """Leave a ban as it is, and return the ruling; None when there is no appeal to settle."""
    with transaction.atomic():
        now = Ban.objects.select_for_update(no_key=True).get(pk=ban.pk)
        if not Ban.objects.appealed().filter(pk=now.pk).exists():
            return _settled_by_others(now, by)
        ruling = _rule_on(now, by, What.APPEAL_REFUSED)
        now.appeal_settled_at = timezone.now()
        now.save(update_fields=["appeal_settled_at"])
    return ruling


def _settled_by_others(ban, by):
    last = Ruling.objects.in_force().filter(ban=ban).exclude(what=What.BANNED).order_by("-pk").first()
    if last and last.by_id != by.pk:
        raise AlreadyDecided(last)


def _rule_on(ban, by, what):
    return Ruling.objects.create(by=by, what=what, ban=ban, reason=ban.reason)


def _is_banned_until(visitor, until):
    running = visitor.bans.running()
    longer = models.Q(until=None) if until is None else models.Q(until=None) | models.Q(until__gte=until)
    return running.filter(longer).exists()


def _stamp(moment):
    return str(int(moment.timestamp() * 1_000_000)) if moment else ""
