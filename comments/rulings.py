"""The log of what moderators decided: nobody edits it, and every decision in it can be undone."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from comments.states import Mode, Reason, State
from people.bans import Ban

RESTORED = ["state", "held_for", "hidden_for", "shown_at", "complained_at"]
"""What a decision changes about a comment, and undoing it gives back."""


class AlreadyDecided(Exception):
    """Somebody else has decided meanwhile; `ruling` is what."""

    def __init__(self, ruling):
        super().__init__(str(ruling))
        self.ruling = ruling


class RulingQuerySet(models.QuerySet):
    """Decisions in the moderators' words."""

    def in_force(self):
        """Keep decisions that nobody has undone."""
        return self.exclude(what=Ruling.What.UNDONE).filter(undone_by=None)

    def reversible_by(self, user):
        """Keep the decisions in force of somebody that they may take back, and whose comment is still there for it."""
        allowed = [what for what in Ruling.What if user.has_perm(permission_for(what))]
        gone = models.Q(comment=None) | models.Q(comment__state=State.DELETED)
        is_vain = gone & models.Q(what__in=[Ruling.What.APPROVED, Ruling.What.HIDDEN])
        return self.in_force().filter(by=user, what__in=allowed).exclude(is_vain)

    def about(self, ruling):
        """Keep decisions about the same thing: a comment, a ban, or somebody's rules."""
        if ruling.what == Ruling.What.SWITCHED:
            return self.filter(what=Ruling.What.SWITCHED, article=ruling.article_id)
        same = models.Q(pk=ruling.pk)
        if ruling.comment_id:
            same |= models.Q(comment=ruling.comment_id)
        if ruling.ban_id:
            same |= models.Q(ban=ruling.ban_id)
        return self.filter(same)


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
    comment = models.ForeignKey("comments.Comment", models.SET_NULL, null=True, related_name="rulings")
    article = models.ForeignKey("articles.Article", models.SET_NULL, null=True, related_name="+")
    ban = models.ForeignKey("people.Ban", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=11, choices=Reason, blank=True)
    before = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"), default=timezone.now)
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, related_name="undone_by")

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.get_what_display())

    @property
    def who(self):
        """The name of who decided."""
        return (self.by.get_full_name() or self.by.get_username()) if self.by else ""

    @property
    def switched_to(self):
        """The rules that it put in place, in words."""
        after = self.before.get("to", {})
        modes = dict(Mode.choices) | {"": _("as on the whole site")}
        said = [str(modes[after["mode"]])] if "mode" in after else []
        number = after.get("first_count")
        if number and (after.get("mode") == Mode.FIRST or number != self.before["first_count"]):
            said.append(_("first comments that wait: %(number)s") % {"number": number})
        if after.get("closes_at"):
            closes = timezone.localtime(_read("closes_at", after["closes_at"]))
            said.append(_("closes %(when)s") % {"when": date_format(closes, "d.m.Y H:i")})
        elif self.before.get("closes_at"):
            said.append(str(_("no closing date any more")))
        return ", ".join(said)

    @property
    def permission(self):
        """What it takes to decide so, and to undo it."""
        return permission_for(self.what)

    @property
    def is_in_force(self):
        """Whether it is a decision, and nobody has undone it."""
        return self.what != self.What.UNDONE and not Ruling.objects.filter(undoes=self.pk).exists()

    def undo(self, by):
        """Give back what was before, and return the ruling that says so; None when that has been done.

        Undoing is not undone: whoever regrets it decides anew. Raises ValidationError when a later decision stands
        on this one, or its comment is gone: there is nothing to go back to.
        """
        with transaction.atomic():
            self._lock()
            if not self.is_in_force:
                return None
            self._refuse_if_built_upon()
            undone = Ruling.objects.create(
                by=by,
                what=self.What.UNDONE,
                comment_id=self.comment_id,
                article_id=self.article_id,
                ban_id=self.ban_id,
                undoes=self,
            )
            getattr(self, f"_take_back_{self.what}")(by)
        return undone

    undo.alters_data = True

    def _lock(self):
        """Take what the verbs take first, in their order; what waits here then sees what the other one did."""
        if self.comment is not None:
            self.comment = type(self.comment).objects.select_for_update(no_key=True).get(pk=self.comment_id)
        if self.ban is not None:
            self.ban = locked_with(self.ban)[self.ban_id]
        if self.what == self.What.SWITCHED:
            list(self._rules().select_for_update(no_key=True))
        Ruling.objects.select_for_update(no_key=True).get(pk=self.pk)

    def _refuse_if_built_upon(self):
        later = Ruling.objects.in_force().about(self).filter(pk__gt=self.pk).exclude(what=self.What.REPLIED)
        if self.what != self.What.REPLIED and later.exists():
            raise ValidationError(_("A later decision stands on this one. Undo that one first."), code="built_upon")

    def _take_back_approved(self, by):
        if self.comment is None or self.comment.state == State.DELETED:
            raise ValidationError(_("Its author has deleted the comment."), code="deleted")
        self.comment.complaints.filter(pk__in=self.before["complaints"]).update(was_right=None)
        self.comment.stand_as(**{name: _read(name, self.before[name]) for name in RESTORED})

    _take_back_hidden = _take_back_approved

    def _take_back_banned(self, by):
        if self.ban:
            self.ban.lifted_at, self.ban.lifted_by = timezone.now(), by
            self.ban.save(update_fields=["lifted_at", "lifted_by"])
        if self.comment and self.comment.state != State.DELETED:
            self._take_back_approved(by)

    def _take_back_lifted(self, by):
        if self.ban:
            together = Ban.objects.filter(visitor=self.ban.visitor_id, lifted_at=self.ban.lifted_at)
            together.filter(appeal_settled_at=models.F("lifted_at")).update(appeal_settled_at=None)
            together.update(lifted_at=None, lifted_by=None)

    def _take_back_refused(self, by):
        if self.ban:
            self.ban.appeal_settled_at = None
            self.ban.save(update_fields=["appeal_settled_at"])

    def _take_back_replied(self, by):
        if self.comment:
            self.comment.take_back()

    def _take_back_switched(self, by):
        former = {name: _read(name, value) for name, value in self.before.items() if name != "to"}
        self._rules().update(**former)

    def _rules(self):
        """Return the row of the rules that it switched, as a queryset."""
        from comments.discussions import Discussion, Rules

        return Discussion.objects.filter(pk=self.article_id) if self.article_id else Rules.objects.filter(pk=1)


def permission_for(what):
    """Return what it takes to decide so, and to undo it."""
    named = {Ruling.What.SWITCHED: "comments.change_rules", Ruling.What.REPLIED: "comments.reply_comment"}
    return named.get(what, "comments.moderate_comment")


def locked_with(ban):
    """Lock all bans of its visitor, in one order, and return them by their numbers."""
    visitor = Ban.objects.filter(pk=ban.pk).values("visitor")
    return {
        one.pk: one for one in Ban.objects.select_for_update(no_key=True).filter(visitor__in=visitor).order_by("pk")
    }


def written(moment):
    """Return a moment as it is kept in `before`."""
    return moment and moment.isoformat()


def _read(name, value):
    return datetime.fromisoformat(value) if value and name.endswith("_at") else value
