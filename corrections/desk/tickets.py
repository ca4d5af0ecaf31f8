"""The typo desk: the inbox, one ticket with all that was sent about it, and the decisions."""

from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from articles.models import Article, Author, Section
from corrections.applying import AlreadySettled, NeedsEditor, apply
from corrections.desk.rows import row_of, rows_of
from corrections.figures import figures
from corrections.models import Kind, Report, State, Ticket
from corrections.undoing import undo

SIZE = 50
CONFLICT, UNFIT = 409, 422
SHELVES = {
    "": gettext_lazy("Wait"),
    "doubtful": gettext_lazy("Doubtful"),
    "settled": gettext_lazy("Settled"),
}


class TicketAdmin(admin.ModelAdmin):
    """Tickets are settled here; nobody writes or deletes them."""

    def has_view_permission(self, request, obj=None):
        """Let those in who settle."""
        return request.user.has_perm("corrections.settle_ticket")

    has_module_permission = has_view_permission

    def has_add_permission(self, request):
        """Readers report."""
        return False

    def has_change_permission(self, request, obj=None):
        """What was sent stays as it was sent."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What is wrong is rejected, which can be undone."""
        return False

    def get_urls(self):
        """Add the decisions and the figures."""
        view = self.admin_site.admin_view
        return [
            path("figures/", view(require_GET(self.figures)), name="corrections_ticket_figures"),
            path("undo/", view(require_POST(self.undo_last)), name="corrections_ticket_undo_last"),
            path("of/<int:article>/apply/", view(require_POST(self.apply_all)), name="corrections_ticket_apply_all"),
            path("<int:pk>/apply/", view(require_POST(self.apply)), name="corrections_ticket_apply"),
            path("<int:pk>/reject/", view(require_POST(self.reject)), name="corrections_ticket_reject"),
            path("<int:pk>/undo/", view(require_POST(self.undo)), name="corrections_ticket_undo"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """List what waits, the most pressing first; or what is doubtful, or settled."""
        tickets, shelf, chosen = self._filtered(request)
        page = Paginator(tickets, SIZE).get_page(request.GET.get("page"))
        context = {
            "title": _("Corrections"),
            "shelf": shelf,
            "shelves": [(name, words, self._shelf(request, name).count()) for name, words in SHELVES.items()],
            "rows": rows_of(page),
            "page": page,
            "chosen": chosen,
            "kinds": Kind.choices,
            "sections": Section.objects.all(),
            "authors": Author.objects.filter(articles__tickets__in=self._shelf(request, shelf)).distinct(),
            "article": Article.objects.filter(pk=chosen["article"]).first() if chosen["article"] else None,
        }
        return self._page(request, "inbox.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one ticket with everything that was sent about it."""
        ticket = self._ticket(request, _number(object_id))
        context = {
            "title": _("Correction"),
            "row": row_of(ticket),
            "reports": ticket.reports.select_related("suggestion").order_by("-pk")[:200],
        }
        return self._page(request, "one.html", context)

    def figures(self, request):
        """Show how many mistakes there were, whose, where, and how fast they went."""
        self._refuse_strangers(request)
        found = figures(request.user)
        found["took"] = found["median"] and timesince(timezone.now() - found["median"], depth=2)
        return self._page(request, "figures.html", {"title": _("Figures"), "figures": found})

    def apply(self, request, pk):
        """Put the right words into the article."""
        ticket = self._ticket(request, pk)
        text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n")
        untold = ticket.kind == Kind.FACT and not request.POST.get("note", "").strip()
        if untold and ticket.is_open and "silently" not in request.POST:
            return self._say(request, _("Tell readers what was wrong, or correct it without a note."), [], UNFIT)
        return self._apply(request, ticket.article, {ticket.pk: text}, request.POST.get("note", ""))

    def apply_all(self, request, article):
        """Put all that was accepted into one revision of the article."""
        self._refuse_strangers(request)
        picked = {_number(pk) for pk in request.POST.getlist("pick")}
        tickets = self._tickets(request).waiting().filter(article=article, pk__in=picked).exclude(kind=Kind.FACT)
        picks = {ticket.pk: ticket.ranked_suggestions[0].text for ticket in tickets if ticket.ranked_suggestions}
        if not picks:
            return self._say(request, _("Accept some of them first."), [], UNFIT)
        return self._apply(request, get_object_or_404(Article, pk=article), picks)

    def reject(self, request, pk):
        """Leave the words as they are."""
        ticket = self._ticket(request, pk)
        done = ticket.reject(request.user)
        said = _("Rejected.") if done else _("Somebody has settled it already.")
        return self._say(request, said, [ticket.pk], 200 if done else CONFLICT)

    def undo(self, request, pk):
        """Take back how one ticket was settled."""
        return self._undo(request, self._ticket(request, pk))

    def undo_last(self, request):
        """Take back what this person settled last."""
        self._refuse_strangers(request)
        clicked = Q(state=State.REJECTED) | Q(state=State.FIXED, mended_at__isnull=False)
        mine = self._tickets(request).filter(clicked, settled_by=request.user)
        ticket = mine.order_by("-settled_at", "-pk").first()
        return self._undo(request, ticket) if ticket else self._say(request, _("There is nothing to undo."), [])

    def _apply(self, request, article, picks, note=""):
        try:
            number = apply(article, picks, request.user, note)
        except AlreadySettled:
            return self._say(request, _("Somebody has settled it already, or the text has changed."), picks, CONFLICT)
        except NeedsEditor as refusal:
            return self._open_editor(request, article, picks, refusal.said)
        except ValidationError as refusal:
            return self._say(request, " ".join(refusal.messages), picks, UNFIT)
        return self._say(request, _("It stands in the article, as version %(number)d.") % {"number": number}, picks)

    def _open_editor(self, request, article, picks, said):
        """What one click cannot do is done in the editor, where the correction is proposed at its place."""
        address = reverse("admin:articles_article_change", args=[article.pk])
        address = f"{address}?correction={next(iter(picks))}"
        messages.warning(request, said)
        if _wants_json(request):
            return JsonResponse({"said": said, "rows": {}, "open": address}, status=CONFLICT)
        return redirect(address)

    def _undo(self, request, ticket):
        try:
            undo(ticket, request.user)
        except ValidationError as refusal:
            return self._say(request, " ".join(refusal.messages), [ticket.pk], CONFLICT)
        return self._say(request, _("Undone: it waits again."), [ticket.pk])

    def _say(self, request, said, pks, status=200):
        if not _wants_json(request):
            (messages.error if status != 200 else messages.success)(request, said)
            return redirect(_back_of(request))
        rows = {f"ticket-{t.pk}": self._drawn(request, t) for t in self._tickets(request).filter(pk__in=list(pks))}
        return JsonResponse({"said": said, "rows": rows}, status=status)

    def _drawn(self, request, ticket):
        back = _back_of(request)
        context = {"row": row_of(ticket), "back": back, "accepts": _is_of_one_article(back)}
        return render_to_string("admin/corrections/ticket/_row.html", context, request)

    def _tickets(self, request):
        told = Prefetch("reports", Report.objects.order_by("pk").exclude(remark="", marked=""), to_attr="told")
        tickets = Ticket.objects.settleable_by(request.user).select_related("article__section", "settled_by")
        return tickets.prefetch_related("suggestions", "article__authors", told)

    def _ticket(self, request, pk):
        self._refuse_strangers(request)
        return get_object_or_404(self._tickets(request), pk=pk)

    def _shelf(self, request, shelf):
        tickets = self._tickets(request)
        if shelf == "settled":
            return tickets.exclude(state=State.OPEN).order_by("-settled_at", "-pk")
        waiting = tickets.waiting().most_pressing()
        return waiting.doubtful() if shelf == "doubtful" else waiting.trusted()

    def _filtered(self, request):
        """Return (tickets, name of the shelf, {filter: chosen value})."""
        self._refuse_strangers(request)
        shelf = request.GET.get("shelf", "")
        if shelf not in SHELVES:
            raise Http404
        tickets, chosen = self._shelf(request, shelf), {}
        for name, lookup in (("author", "article__authors"), ("section", "article__section"), ("article", "article")):
            chosen[name] = _number(request.GET.get(name, ""))
            tickets = tickets.filter(**{lookup: chosen[name]}) if chosen[name] else tickets
        chosen["kind"] = request.GET.get("kind", "") if request.GET.get("kind") in Kind else ""
        return tickets.filter(kind=chosen["kind"]) if chosen["kind"] else tickets, shelf, chosen

    def _refuse_strangers(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(self, request, template, context):
        back = _back_of(request)
        place = {"opts": self.opts, "back": back, "accepts": _is_of_one_article(back)}
        context = self.admin_site.each_context(request) | place | context
        return render(request, f"admin/corrections/ticket/{template}", context)


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _is_of_one_article(address):
    """Whether it is the inbox of one article, where corrections are accepted to be applied together."""
    return bool(_number(QueryDict(urlsplit(address).query).get("article", "")))


def _wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def _back_of(request):
    """Where the person came from, if that is a page of the typo desk."""
    if request.method == "GET":
        return request.get_full_path()
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith("/admin/corrections/")
    return wanted if is_ours else reverse("admin:corrections_ticket_changelist")
