"""The moderation desk: the queue, one comment with all that is known of it, the list of all, the bans."""

from dataclasses import replace

from django.contrib import admin
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from articles.desk.searching import SearchesWords
from comments.desk.deciding import Decides
from comments.desk.queue import KINDS, entries, kind_of, page, sizes
from comments.desk.rules import SwitchesRules, rules_form
from comments.models import Comment, Reason, Ruling
from paging.keyset import page_of
from people.bans import Ban
from people.judging import Judges, WritesNothing

BANS = 50


class CommentAdmin(Decides, SwitchesRules, SearchesWords, Judges, admin.ModelAdmin):
    """Comments at the desk: decided on, never written or deleted here."""

    permission = "comments.moderate_comment"
    home = "queue"
    list_display = ["text_in_short", "name", "article", "state", "created_at"]
    list_filter = ["state", "held_for", "from_newsroom"]
    list_select_related = ["article"]
    search_fields = ["name", "text"]
    ordering = ["-created_at", "-pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    @admin.display(description=gettext_lazy("comment"), ordering="text")
    def text_in_short(self, comment):
        """Show its beginning."""
        return comment.text[:80] or "—"

    def get_urls(self):
        """Add the queue and the bans."""
        view = self.admin_site.admin_view
        return [
            path("queue/", view(require_GET(self.queue)), name="comments_comment_queue"),
            path("bans/", view(require_GET(self.bans)), name="comments_comment_bans"),
            *super().get_urls(),
        ]

    def queue(self, request):
        """List what waits for a moderator, the longest waiting first."""
        self.refuse_strangers(request)
        kind = request.GET.get("kind", "")
        shown, older = page(kind, request.GET.get("after", ""))
        counts = sizes()
        context = {
            "title": _("Moderation"),
            "kind": kind,
            "kinds": [("", _("All"), sum(counts.values())), *((k, KINDS[k], counts[k]) for k in KINDS)],
            "entries": shown,
            "older": older,
            "form": rules_form(),
            "may_switch": request.user.has_perm("comments.change_rules"),
        }
        return self.page(request, "queue.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one comment with all that is known of it."""
        if not object_id.isascii() or not object_id.isdigit() or len(object_id) > 17:
            return redirect("admin:comments_comment_queue")
        return self.one(request, int(object_id))

    def one(self, request, pk, text="", status=200):
        """Show one comment, its former wordings, and the decisions about it."""
        self.refuse_strangers(request)
        comment = get_object_or_404(Comment.objects.for_moderators(), pk=pk)
        context = {
            "title": _("Comment"),
            "entry": replace(entries([(kind_of(comment), comment)])[0], reply=text),
            "former": comment.former_texts.all(),
            "rulings": comment.rulings.select_related("by", "undone_by__by").order_by("pk"),
        }
        return self.page(request, "one.html", context, status)

    def bans(self, request):
        """List those who may not write, the last banned first, and how it ended for the others."""
        self.refuse_strangers(request)
        rows = page_of(
            Ban.objects.select_related("visitor", "by", "lifted_by"), request.GET.get("older"), by="made_at", size=BANS
        )
        running = set(Ban.objects.running().filter(pk__in=[ban.pk for ban in rows]).values_list("pk", flat=True))
        reasons = dict(Reason.choices)
        shown = [(ban, ban.pk in running, reasons.get(ban.reason, ban.reason)) for ban in rows]
        return self.page(request, "bans.html", {"title": _("Bans"), "bans": shown, "older": rows.older})


class StopWordAdmin(SearchesWords, admin.ModelAdmin):
    """The words that hold a comment."""

    new_title = gettext_lazy("New stop-word")
    list_display = ["word", "any_form"]
    search_fields = ["word"]


class RulingAdmin(WritesNothing, admin.ModelAdmin):
    """The log of decisions: read by those who may, changed by nobody; undoing adds a line."""

    list_display = ["at", "by", "what", "about", "why", "is_undone"]
    list_filter = ["what", ("by", admin.RelatedOnlyFieldListFilter), "reason"]
    list_select_related = ["by", "comment", "article", "ban__visitor", "undone_by", "undoes"]
    fields = ["at", "by", "what", "about", "why"]
    change_form_template = "admin/comments/ruling/change_form.html"
    readonly_fields = fields
    ordering = ["-at", "-pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    @admin.display(description=gettext_lazy("about what"))
    def about(self, ruling):
        """Say what was decided on."""
        if ruling.what == Ruling.What.SWITCHED and not ruling.article_id:
            return _("the whole site")
        return str(ruling.comment or ruling.article or (ruling.ban and ruling.ban.visitor) or "—")

    @admin.display(description=gettext_lazy("reason"))
    def why(self, ruling):
        """Say the reason, or what was switched."""
        if ruling.what == Ruling.What.UNDONE and ruling.undoes:
            return ruling.undoes.get_what_display()
        return ruling.get_reason_display() or ruling.switched_to

    @admin.display(description=gettext_lazy("undone"), boolean=True)
    def is_undone(self, ruling):
        """Tell whether it was taken back."""
        return hasattr(ruling, "undone_by")

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Offer to take back what still holds."""
        context["may_undo"] = obj and obj.is_in_force and request.user.has_perm(obj.permission)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
