"""The typo desk: the inbox, one ticket with all that was sent about it, and the figures."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from articles.models import Article, Author, Section
from corrections.desk.deciding import Decides, number
from corrections.desk.rows import row_of, rows_of
from corrections.figures import figures
from corrections.models import Kind, Report, State, Ticket
from people.judging import Judges

SIZE = 50
SHELVES = {
    "": gettext_lazy("Wait"),
    "doubtful": gettext_lazy("Doubtful"),
    "settled": gettext_lazy("Settled"),
}


class TicketAdmin(Decides, Judges, admin.ModelAdmin):
    """Tickets are settled here: readers report, what was sent stays as it was, and what is wrong is rejected."""

    permission = "corrections.settle_ticket"

    def get_urls(self):
        """Add the figures."""
        view = self.admin_site.admin_view
        return [
            path("figures/", view(require_GET(self.figures)), name="corrections_ticket_figures"),
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
        return self.page(request, "inbox.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one ticket with everything that was sent about it."""
        ticket = self._ticket(request, number(object_id))
        context = {
            "title": _("Correction"),
            "row": row_of(ticket),
            "reports": ticket.reports.select_related("suggestion").order_by("-pk")[:200],
        }
        return self.page(request, "one.html", context)

    def figures(self, request):
        """Show how many mistakes there were, whose, where, and how fast they went."""
        self.refuse_strangers(request)
        found = figures(request.user)
        found["took"] = found["median"] and timesince(timezone.now() - found["median"], depth=2)
        return self.page(request, "figures.html", {"title": _("Figures"), "figures": found})

    def _tickets(self, request):
        told = Prefetch("reports", Report.objects.order_by("pk").exclude(remark="", marked=""), to_attr="told")
        tickets = Ticket.objects.settleable_by(request.user).select_related("article__section", "settled_by")
        return tickets.prefetch_related("suggestions", "article__authors", told)

    def _ticket(self, request, pk):
        self.refuse_strangers(request)
        return get_object_or_404(self._tickets(request), pk=pk)

    def _shelf(self, request, shelf):
        tickets = self._tickets(request)
        if shelf == "settled":
            return tickets.exclude(state=State.OPEN).order_by("-settled_at", "-pk")
        waiting = tickets.waiting().most_pressing()
        return waiting.doubtful() if shelf == "doubtful" else waiting.trusted()

    def _filtered(self, request):
        """Return (tickets, name of the shelf, {filter: chosen value})."""
        self.refuse_strangers(request)
        shelf = request.GET.get("shelf", "")
        if shelf not in SHELVES:
            raise Http404
        tickets, chosen = self._shelf(request, shelf), {}
        for name, lookup in (("author", "article__authors"), ("section", "article__section"), ("article", "article")):
            chosen[name] = number(request.GET.get(name, ""))
            tickets = tickets.filter(**{lookup: chosen[name]}) if chosen[name] else tickets
        chosen["kind"] = request.GET.get("kind", "") if request.GET.get("kind") in Kind else ""
        return tickets.filter(kind=chosen["kind"]) if chosen["kind"] else tickets, shelf, chosen
