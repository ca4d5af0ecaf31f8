"""The board of the front page: stories are put into places, looked at as readers will see them, published at once."""

import json
from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.board import Arrangement, refuse_past, standing, written
from articles.desk.from_scripts import clock
from articles.desk.preview import private
from articles.forms import MomentField
from articles.front import LEAD, PLACES, compose, seat
from articles.models import Article, Status
from articles.views import front_context
from editions.addresses import LANGUAGES

OFFERED = 40
LARGEST_ID = 2**63 - 1
LONGEST_ID = 18
# Stories pinned elsewhere may share places; nobody pins as many as this.
LONGEST_BASE = 20_000
ENTRY = {"place", "article", "until"}


class ShowsBoard:
    """A ModelAdmin of articles with the board of the front page, for those who may arrange it."""

    def get_urls(self):
        """Add the board, its preview and its undo."""
        view = self.admin_site.admin_view
        return [
            path("board/", view(self.board), name="articles_article_board"),
            path("board/preview/", view(self.preview_board), name="articles_article_board_preview"),
            path("board/undo/", view(self.undo_board), name="articles_article_board_undo"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def board(self, request):
        """Show what stands on the front page of `?edition=`; publish the posted arrangement."""
        edition = _edition_to_arrange(request)
        if request.method != "POST":
            return self._board_page(request, BoardForm(edition))
        form, base = BoardForm(edition, request.POST), _base_in(request)
        if not form.is_valid():
            return self._board_page(request, form, status=422)
        try:
            published = Arrangement.publish(edition, form.places, request.user, base=base)
        except ValidationError as refusal:
            return self._refused_page(request, form, base, refusal)
        if published:
            messages.success(request, _("The arrangement is published."))
        else:
            messages.info(request, _("The front page stands like this already."))
        return redirect(_address(edition))

    @method_decorator(require_POST)
    def preview_board(self, request):
        """Show the front page as readers would see it with the posted arrangement; nothing is kept."""
        edition = _edition_to_arrange(request)
        form = BoardForm(edition, request.POST)
        if not form.is_valid():
            return self._board_page(request, form, status=422)
        with transaction.atomic():
            try:
                Arrangement.publish(edition, form.places, by=None)
            except ValidationError as refusal:
                return self._refused_page(request, form, [], refusal)
            with translation.override(edition):
                response = private(render(request, "newsroom/front.html", front_context(edition)))
            transaction.set_rollback(True)
        return response

    @method_decorator(require_POST)
    def undo_board(self, request):
        """Bring back the arrangement before the last one."""
        edition, base = _edition_to_arrange(request), _base_in(request)
        try:
            Arrangement.undo(edition, request.user, base=base)
        except ValidationError as refusal:
            return self._refused_page(request, BoardForm(edition, request.POST), base, refusal)
        messages.success(request, _("The arrangement before the last one is back."))
        return redirect(_address(edition))

    def _refused_page(self, request, form, base, refusal):
        form.is_valid()
        form.add_error(None, refusal)
        is_stale = refusal.code == "stale"
        changes = _changes(form.edition, base) if is_stale else []
        return self._board_page(request, form, status=409 if is_stale else 422, changes=changes)

    def _board_page(self, request, form, status=200, changes=()):
        newest = Arrangement.newest(form.edition)
        context = self.admin_site.each_context(request) | {
            "title": _("Front page"),
            "opts": self.opts,
            "form": form,
            "edition": form.edition,
            "editions": [(language, _EDITIONS[language]) for language in LANGUAGES],
            "slots": form.slots(),
            "stories": form.stories.values(),
            "base": json.dumps(standing(form.edition)),
            "newest": newest,
            "newest_when": newest and clock(newest.published_at),
            "may_undo": newest and newest.number > 1,
            "changes": changes,
        }
        return private(render(request, "admin/articles/article/board.html", context, status=status))


_EDITIONS = {"ru": gettext_lazy("Russian edition"), "kk": gettext_lazy("Kazakh edition")}


class BoardForm(forms.Form):
    """A story and its «until» for each place. Which stories may stand there, Arrangement decides."""

    def __init__(self, edition, data=None):
        self.edition = edition
        newest = Article.objects.in_language(edition).filter(status=Status.PUBLISHED).latest()
        self.offered = {story.pk: story for story in newest.for_cards()[:OFFERED]}
        pinned = Article.objects.in_language(edition).kept().pinned().for_cards()
        # Of two stories pinned to one place, the one that readers see.
        seats = seat(sorted(pinned, key=lambda story: (story.front_place, not story.is_public)))
        initial = {f"article_{place}": story.pk for place, story in seats.items()}
        initial |= {f"until_{place}": story.front_until for place, story in seats.items()}
        super().__init__(data, initial=initial)
        for place in PLACES:
            self.fields[f"article_{place}"] = forms.IntegerField(
                label=_("Story"), required=False, min_value=1, max_value=LARGEST_ID, widget=forms.Select
            )
            self.fields[f"until_{place}"] = MomentField(label=_("Until"), validators=[refuse_past])
        self.stories = self._with_chosen({story.pk: story for story in seats.values()} | self.offered)
        choices = [("", _("— fills itself —")), *((story.pk, _title(story)) for story in self.stories.values())]
        for place in PLACES:
            self.fields[f"article_{place}"].widget.choices = choices

    def _with_chosen(self, stories):
        """Add what somebody has chosen that is among the newest no longer."""
        chosen = {_id_in(self[f"article_{place}"]) for place in PLACES} - {None}
        missing = Article.objects.in_language(self.edition).kept().filter(pk__in=chosen - stories.keys())
        return stories | ({story.pk: story for story in missing.for_cards()} if chosen - stories.keys() else {})

    @property
    def places(self):
        """What was chosen, as an arrangement's `places`."""
        chosen = {place: self.cleaned_data[f"article_{place}"] for place in PLACES}
        return [
            {"place": place, "article": article, "until": written(self.cleaned_data[f"until_{place}"])}
            for place, article in chosen.items()
            if article
        ]

    def slots(self):
        """Return what each place shows: its fields, its story, and what stands there by itself."""
        filled = compose(self.edition).seats
        return [self._slot(place, filled.get(place)) for place in PLACES]

    def _slot(self, place, filled):
        article, until = self[f"article_{place}"], self[f"until_{place}"]
        story = self.stories.get(_id_in(article))
        return {
            "place": place,
            "is_lead": place == LEAD,
            "article": article,
            "until": until,
            "story": story,
            "filled": None if story and story.is_public else filled,
        }


def _id_in(field):
    """Return the id that stands in a field, None for what cannot be one."""
    value = str(field.value() or "")
    return int(value) if value.isdecimal() and len(value) <= LONGEST_ID else None


def _edition_to_arrange(request):
    if not request.user.has_perm("articles.arrange_front"):
        raise PermissionDenied
    edition = request.GET.get("edition")
    return edition if edition in LANGUAGES else get_language()


def _base_in(request):
    """Return what stood pinned when the page was opened; raise BadRequest when that was not posted."""
    try:
        base = json.loads(request.POST.get("base", "")[:LONGEST_BASE])
    except (ValueError, RecursionError):
        raise BadRequest("No base.") from None
    if not isinstance(base, list) or not all(_is_entry(entry) for entry in base):
        raise BadRequest("No base.")
    return base


def _is_entry(entry):
    return (
        isinstance(entry, dict)
        and entry.keys() == ENTRY
        and all(isinstance(entry[name], int) and abs(entry[name]) <= LARGEST_ID for name in ("place", "article"))
        and (entry["until"] is None or _moment(entry["until"]) is not None)
    )


def _moment(until):
    try:
        return datetime.fromisoformat(until).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _changes(edition, base):
    """Return (place, was, now) for each place where something else stands by now."""
    now = standing(edition)
    headlines = dict(
        Article.objects.in_language(edition)
        .filter(pk__in={entry["article"] for entry in [*base, *now]})
        .values_list("pk", "headline")
    )
    was_there, is_there = (_by_place(places, headlines) for places in (base, now))
    differing = [entry for entry in [*base, *now] if (entry in base) != (entry in now)]
    return [
        (place, was_there.get(place), is_there.get(place)) for place in sorted({entry["place"] for entry in differing})
    ]


def _by_place(places, headlines):
    return {entry["place"]: _named(headlines.get(entry["article"], "…"), _moment(entry["until"])) for entry in places}


def _named(headline, until):
    return f"{headline} ({_('until %(moment)s') % {'moment': clock(until)}})" if until else headline


def _title(story):
    return story.headline if story.is_public else f"{story.headline} ({_not_public(story)})"


def _not_public(story):
    return clock(story.publish_at) if story.is_due else story.get_status_display()


def _address(edition):
    return f"{reverse('admin:articles_article_board')}?edition={edition}"
