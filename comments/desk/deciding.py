"""The decisions on the queue's rows. Each answers a form by a redirect, and a script by the row as it is now."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comments.desk.queue import Entry, entry_of
from comments.models import LONGEST, Comment, Reason, Ruling
from comments.moderation import Changed, Period, lift, refuse_appeal
from comments.rulings import AlreadyDecided
from language.own_words import tidy
from people.bans import Ban
from people.guarding import wants_json
from people.judging import CONFLICT, UNFIT


class Decides:
    """A ModelAdmin whose comments are approved, hidden and answered, their authors banned, and all that undone."""

    def get_urls(self):
        """Add an address for each decision."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/approve/", view(require_POST(self.approve)), name="comments_comment_approve"),
            path("<int:pk>/hide/", view(require_POST(self.hide)), name="comments_comment_hide"),
            path("<int:pk>/ban/", view(require_POST(self.ban)), name="comments_comment_ban"),
            path("<int:pk>/reply/", view(require_POST(self.reply)), name="comments_comment_reply"),
            path("bans/<int:ban>/lift/", view(require_POST(self.lift)), name="comments_comment_lift"),
            path("bans/<int:ban>/refuse/", view(require_POST(self.refuse)), name="comments_comment_refuse"),
            path("undo/", view(require_POST(self.undo_last)), name="comments_comment_undo"),
            path("undo/<int:ruling>/", view(require_POST(self.undo)), name="comments_comment_undo_one"),
            *super().get_urls(),
        ]

    def approve(self, request, pk):
        """Show a comment to readers."""
        comment = self._comment(request, pk)
        return self._decide(
            request, comment, lambda: comment.approve(request.user, _seen(request)), approved=_("Approved.")
        )

    def hide(self, request, pk):
        """Take a comment away, for a reason."""
        comment, reason = self._comment(request, pk), request.POST.get("reason")
        if reason not in Reason.values:
            return self.say(request, _("Choose a reason."), [entry_of(comment)], UNFIT)
        said = _("Hidden: %(reason)s.") % {"reason": Reason(reason).label}
        return self._decide(request, comment, lambda: comment.hide(request.user, reason, _seen(request)), hidden=said)

    def ban(self, request, pk):
        """Take a comment away and keep its author from writing, for a reason and a period."""
        comment = self._comment(request, pk)
        reason, period = request.POST.get("reason"), request.POST.get("period")
        if reason not in Reason.values or period not in Period.values:
            return self.say(request, _("Choose a period and a reason."), [entry_of(comment)], UNFIT)
        why = {"period": Period(period).label, "reason": Reason(reason).label}
        return self._decide(
            request,
            comment,
            lambda: comment.ban(request.user, reason, period, _seen(request)),
            banned=_("Banned %(period)s: %(reason)s.") % why,
            hidden=_("Hidden: %(reason)s. The ban of its author that runs is no shorter and stays.") % why,
        )

    def reply(self, request, pk):
        """Answer a comment in the newsroom's name."""
        comment = self._comment(request, pk, "comments.reply_comment")
        text = tidy(request.POST.get("text", "").replace("\0", ""))
        if not text or len(text) > LONGEST:
            said = _("Write a reply of at most %(most)d characters.") % {"most": LONGEST}
            return self._keep_reply(request, comment, said)
        try:
            ruling = comment.reply(request.user, text, _seen(request))
        except (ValidationError, AlreadyDecided, Changed) as refusal:
            return self._keep_reply(request, comment, said_of(refusal))
        said = _("The reply is out.") if ruling else _("Nothing changes: it is so already.")
        return self.say(request, said, [self._as_it_is(comment)])

    def lift(self, request, ban):
        """Let somebody write again."""
        ban = self._ban(request, ban)
        return self._decide(request, ban, lambda: lift(ban, request.user), lifted=_("The ban is lifted."))

    def refuse(self, request, ban):
        """Leave a ban as it is, whatever the appeal says."""
        ban = self._ban(request, ban)
        return self._decide(
            request, ban, lambda: refuse_appeal(ban, request.user), refused=_("The appeal is refused.")
        )

    def undo_last(self, request):
        """Take back the last decision of this person that still holds and can be taken back."""
        self.refuse_strangers(request)
        return self._undo(request, Ruling.objects.reversible_by(request.user).first())

    def undo(self, request, ruling):
        """Take back one decision, whosever it is."""
        return self._undo(request, get_object_or_404(Ruling, pk=ruling))

    def _undo(self, request, ruling):
        if ruling is None:
            return self.say(request, _("There is nothing to undo."), [])
        if not request.user.has_perm(ruling.permission):
            raise PermissionDenied
        try:
            undone = ruling.undo(request.user)
        except ValidationError as refusal:
            return self.say(request, said_of(refusal), [], CONFLICT)
        said = _("Undone: %(decision)s.") if undone else _("That has been undone already: %(decision)s.")
        said %= {"decision": ruling.get_what_display()}
        if ruling.what == Ruling.What.REPLIED and ruling.comment:
            return self._hand_back(request, ruling.comment, said)
        return self.say(request, said, [self._as_it_is(thing) for thing in (ruling.comment, ruling.ban) if thing])

    def _hand_back(self, request, reply, said):
        """Say that a reply is taken back, and give its words to who may want to mend them."""
        if wants_json(request):
            return self.say(request, said, [replace(entry_of(reply.parent), reply=reply.text)])
        messages.success(request, said)
        return self.one(request, reply.parent_id, text=reply.text)

    def _decide(self, request, thing, verb, **said):
        """Do it and say so; `said` are the words for each decision that it may come to, by the name of Ruling.What."""
        try:
            ruling = verb()
        except (ValidationError, AlreadyDecided, Changed) as refusal:
            return self.say(request, said_of(refusal), [self._as_it_is(thing)], CONFLICT)
        said = said[ruling.what] if ruling else _("Nothing changes: it is so already.")
        return self.say(request, said, [self._as_it_is(thing)])

    def _comment(self, request, pk, permission="comments.moderate_comment"):
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return get_object_or_404(Comment.objects.for_moderators(), pk=pk)

    def _ban(self, request, pk):
        self.refuse_strangers(request)
        return get_object_or_404(Ban.objects.select_related("visitor", "by"), pk=pk)

    def _as_it_is(self, thing):
        if isinstance(thing, Comment):
            return entry_of(thing)
        ban = Ban.objects.select_related("visitor", "by").get(pk=thing.pk)
        waits = Ban.objects.appealed().filter(pk=ban.pk).exists()
        last = Ruling.objects.in_force().filter(ban=ban).select_related("by").order_by("-pk").first()
        return Entry("appeals" if waits else "", ban.appealed_at, ban=ban, last=last)

    def _keep_reply(self, request, comment, said):
        if wants_json(request):
            return JsonResponse({"said": said, "rows": {}}, status=UNFIT)
        messages.error(request, said)
        return self.one(request, comment.pk, text=request.POST.get("text", ""), status=UNFIT)

    def drawn(self, request, entries):
        """Draw the rows of comments and bans, those that are decided in one line."""
        context = self.row_context(request)
        return {
            entry.row: render_to_string(
                "admin/comments/comment/_row.html" if entry.is_open else "admin/comments/comment/_decided.html",
                context | {"entry": entry},
                request,
            )
            for entry in entries
        }

    def row_context(self, request):
        """Add what can be chosen."""
        return super().row_context(request) | {"reasons": Reason.choices, "periods": Period.choices}


def _seen(request):
    return request.POST.get("seen")


def said_of(refusal):
    if isinstance(refusal, AlreadyDecided):
        ruling = refusal.ruling
        return _("Already decided by %(name)s: %(decision)s.") % {
            "name": ruling.who,
            "decision": ruling.get_what_display(),
        }
    if isinstance(refusal, Changed):
        return _("Its author has changed it meanwhile. Read it again.")
    return " ".join(refusal.messages)
