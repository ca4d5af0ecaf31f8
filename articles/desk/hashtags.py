"""Hashtags at the desk: suggestions while one types, merging and synonyms."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import HashtagForm, OtherHashtagForm
from articles.models import Hashtag
from language.hashtags import hashtag_key
from people.deleting import SaysWhatGoes

SUGGESTIONS = 10
KNOWN = 500
KEPT = Q(taggings__content_object__deleted_at__isnull=True)


class HashtagAdmin(SaysWhatGoes, admin.ModelAdmin):
    """The hashtags, and how many articles carry each."""

    form = HashtagForm
    new_title = gettext_lazy("New hashtag")
    change_form_template = "admin/articles/hashtag/change_form.html"
    list_display = ["__str__", "number", "slug", "synonym_of"]
    list_select_related = ["synonym_of"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request):
        """Count the articles of each."""
        return super().get_queryset(request).annotate(number=Count("taggings", filter=KEPT))

    def get_search_results(self, request, queryset, search_term):
        """Find by any spelling."""
        return queryset.filter(key__contains=hashtag_key(search_term)), False

    @admin.display(description=gettext_lazy("articles"), ordering="number")
    def number(self, hashtag):
        """Tell how many articles carry it."""
        return hashtag.number

    def get_urls(self):
        """Add suggestions and the two ways of joining hashtags."""
        view = self.admin_site.admin_view
        return [
            path("suggest/", view(self.suggest), name="articles_hashtag_suggest"),
            path("<int:pk>/merge/", view(self.merge), name="articles_hashtag_merge"),
            path("<int:pk>/synonym/", view(self.make_synonym), name="articles_hashtag_synonym"),
            *super().get_urls(),
        ]

    def suggest(self, request):
        """Name the hashtags that begin as typed, most used first, and how many articles carry each."""
        if not (self.has_view_permission(request) or request.user.has_perm("articles.change_article")):
            raise PermissionDenied
        key = hashtag_key(request.GET.get("q", ""))
        found = self.get_queryset(request).filter(key__startswith=key) if key else Hashtag.objects.none()
        found = found.order_by("-number", "name")[:SUGGESTIONS] if key else []
        return JsonResponse({"hashtags": [{"name": hashtag.name, "number": hashtag.number} for hashtag in found]})

    def merge(self, request, pk):
        """Ask for another hashtag, and move the articles of this one to it."""
        return self._join(request, pk, Hashtag.merge_into, _("Merge with another hashtag"))

    def make_synonym(self, request, pk):
        """Ask for another hashtag, and let this one lead to its page."""
        return self._join(request, pk, Hashtag.make_synonym_of, _("Make a synonym of another hashtag"))

    def _join(self, request, pk, verb, title):
        hashtag = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, hashtag):
            raise PermissionDenied
        form = OtherHashtagForm(request.POST or None, hashtag=hashtag)
        if request.method == "POST" and form.is_valid():
            other = form.cleaned_data["other"]
            verb(hashtag, other)
            messages.success(request, _("%(one)s now leads to %(other)s.") % {"one": hashtag, "other": other.head})
            return redirect("admin:articles_hashtag_changelist")
        context = self.admin_site.each_context(request) | {
            "title": title,
            "form": form,
            "hashtag": hashtag,
            "opts": self.opts,
            "is_merge": verb is Hashtag.merge_into,
            "known": Hashtag.objects.exclude(pk=pk).filter(synonym_of=None)[:KNOWN],
        }
        return render(request, "admin/articles/hashtag/join.html", context)
