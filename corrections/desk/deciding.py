"""The decisions about tickets: apply, reject, undo; each an address of its own, for scripts and without."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article
from corrections.applying import AlreadySettled, NeedsEditor, apply
from corrections.desk.rows import row_of
from corrections.models import Kind, State
from corrections.undoing import undo
from people.guarding import wants_json
from people.judging import CONFLICT, UNFIT


class Decides:
    """A ModelAdmin of tickets that settles them; it says which by `_tickets` and `_ticket`."""

    def get_urls(self):
        """Add the decisions."""
        view = self.admin_site.admin_view
        return [
            path("undo/", view(require_POST(self.undo_last)), name="corrections_ticket_undo_last"),
            path("of/<int:article>/apply/", view(require_POST(self.apply_all)), name="corrections_ticket_apply_all"),
            path("<int:pk>/apply/", view(require_POST(self.apply)), name="corrections_ticket_apply"),
            path("<int:pk>/reject/", view(require_POST(self.reject)), name="corrections_ticket_reject"),
            path("<int:pk>/undo/", view(require_POST(self.undo)), name="corrections_ticket_undo"),
            *super().get_urls(),
        ]

    def apply(self, request, pk):
        """Put the right words into the article."""
        ticket = self._ticket(request, pk)
        text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n")
        untold = ticket.kind == Kind.FACT and not request.POST.get("note", "").strip()
        if untold and ticket.is_open and "silently" not in request.POST:
            return self.say(request, _("Tell readers what was wrong, or correct it without a note."), [], UNFIT)
        return self._apply(request, ticket.article, {ticket.pk: text}, request.POST.get("note", ""))

    def apply_all(self, request, article):
        """Put all that was accepted into one revision of the article."""
        self.refuse_strangers(request)
        picked = {number(pk) for pk in request.POST.getlist("pick")}
        tickets = self._tickets(request).waiting().filter(article=article, pk__in=picked).exclude(kind=Kind.FACT)
        picks = {ticket.pk: ticket.ranked_suggestions[0].text for ticket in tickets if ticket.ranked_suggestions}
        if not picks:
            return self.say(request, _("Accept some of them first."), [], UNFIT)
        return self._apply(request, get_object_or_404(Article, pk=article), picks)

    def reject(self, request, pk):
        """Leave the words as they are."""
        ticket = self._ticket(request, pk)
        done = ticket.reject(request.user)
        said = _("Rejected.") if done else _("Somebody has settled it already.")
        return self.say(request, said, [ticket.pk], 200 if done else CONFLICT)

    def undo(self, request, pk):
        """Take back how one ticket was settled."""
        return self._undo(request, self._ticket(request, pk))

    def undo_last(self, request):
        """Take back what this person settled last."""
        self.refuse_strangers(request)
        clicked = Q(state=State.REJECTED) | Q(state=State.FIXED, mended_at__isnull=False)
        mine = self._tickets(request).filter(clicked, settled_by=request.user)
        ticket = mine.order_by("-settled_at", "-pk").first()
        return self._undo(request, ticket) if ticket else self.say(request, _("There is nothing to undo."), [])

    def _apply(self, request, article, picks, note=""):
        try:
            number = apply(article, picks, request.user, note)
        except AlreadySettled:
            return self.say(request, _("Somebody has settled it already, or the text has changed."), picks, CONFLICT)
        except NeedsEditor as refusal:
            return self._open_editor(request, article, picks, refusal.said)
        except ValidationError as refusal:
            return self.say(request, " ".join(refusal.messages), picks, UNFIT)
        return self.say(request, _("It stands in the article, as version %(number)d.") % {"number": number}, picks)

    def _open_editor(self, request, article, picks, said):
        """What one click cannot do is done in the editor, where the correction is proposed at its place."""
        address = reverse("admin:articles_article_change", args=[article.pk])
        address = f"{address}?correction={next(iter(picks))}"
        messages.warning(request, said)
        if wants_json(request):
            return JsonResponse({"said": said, "rows": {}, "open": address}, status=CONFLICT)
        return redirect(address)

    def _undo(self, request, ticket):
        try:
            undo(ticket, request.user)
        except ValidationError as refusal:
            return self.say(request, " ".join(refusal.messages), [ticket.pk], CONFLICT)
        return self.say(request, _("Undone: it waits again."), [ticket.pk])

    def drawn(self, request, pks):
        """Draw the rows of tickets."""
        context = self.row_context(request)
        template = "admin/corrections/ticket/_row.html"
        tickets = self._tickets(request).filter(pk__in=list(pks))
        return {f"ticket-{t.pk}": render_to_string(template, context | {"row": row_of(t)}, request) for t in tickets}

    def row_context(self, request):
        """Add whether corrections are accepted first, and applied together: so it is in the inbox of one article."""
        context = super().row_context(request)
        article = QueryDict(urlsplit(context["back"]).query).get("article", "")
        return context | {"accepts": bool(number(article))}


def number(text):
    """Return the number that somebody's address or form names, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
