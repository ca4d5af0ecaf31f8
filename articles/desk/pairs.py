"""The stories side by side in both languages: what is missing, and what has fallen behind."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.desk.from_scripts import NUMBER
from articles.models import Article
from articles.pairs import OTHER_LANGUAGE, behind
from paging.keyset import page_of

PAGE_SIZE = 30


class ShowsPairs:
    """A ModelAdmin of articles with a page of pairs."""

    def get_urls(self):
        """Add the list, and its two buttons."""
        view = self.admin_site.admin_view
        return [
            path("pairs/", view(self.pairs), name="articles_article_pairs"),
            path("<int:pk>/translate/", view(self.translate), name="articles_article_translate"),
            path("<int:pk>/follow/", view(self.follow), name="articles_article_follow"),
            *super().get_urls(),
        ]

    def pairs(self, request):
        """Show the stories last saved beside their other language; `?missing=kk` keeps those without a Kazakh one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        stories = Article.objects.at_desk_of(request.user).select_related("pair").defer("body", "pair__body")
        missing = request.GET.get("missing")
        if missing in OTHER_LANGUAGE:
            stories = stories.filter(language=OTHER_LANGUAGE[missing], pair__isnull=True)
        else:
            # A pair is one row: its Russian side stands for both.
            stories = stories.exclude(language="kk", pair__isnull=False)
        page = page_of(stories.with_steps(), request.GET.get("older"), by="saved_at", size=PAGE_SIZE)
        context = self.admin_site.each_context(request) | {
            "title": _("In two languages"),
            "opts": self.opts,
            "page": page,
            "rows": _rows(page.rows),
            "missing": missing,
        }
        return render(request, "admin/articles/article/pairs.html", context)

    @method_decorator(require_POST)
    def translate(self, request, pk):
        """Begin the story's other language, and open it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        story = get_object_or_404(Article.objects.at_desk_of(request.user), pk=pk)
        try:
            draft = story.translate(by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            draft = story.pair or story
        return redirect("admin:articles_article_change", draft.pk)

    @method_decorator(require_POST)
    def follow(self, request, pk):
        """Take down that the story says what its pair said when the page was opened."""
        story = get_object_or_404(Article.objects.editable_by(request.user), pk=pk)
        seen = request.POST.get("seen", "")
        story.follow(int(seen) if NUMBER.fullmatch(seen) else None)
        messages.success(request, _("Noted: both languages say the same again."))
        return redirect("admin:articles_article_pairs")


def _rows(stories):
    """Return a row for each story: both sides, and since when each is behind."""
    pairs = Article.objects.filter(pair__in=stories).select_related("pair").defer("body", "pair__body").with_steps()
    fallen, others = behind([*stories, *pairs]), {other.pk: other for other in pairs}
    return [_row(story, others.get(story.pair_id), fallen) for story in stories]


def _row(story, other, fallen):
    sides = {side.language: (side, fallen.get(side.pk)) for side in (story, other) if side}
    return {"story": story, "sides": [(language, *sides.get(language, (None, None))) for language in OTHER_LANGUAGE]}
