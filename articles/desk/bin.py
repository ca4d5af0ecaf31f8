"""Deleting at the desk: into the bin, out of it, and for good."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.binning import REST
from articles.models import Article


class DeletesIntoBin:
    """A ModelAdmin of articles that deletes nothing at once."""

    delete_confirmation_template = "admin/articles/article/delete.html"
    delete_selected_confirmation_template = "admin/articles/article/delete_selected.html"

    def get_deleted_objects(self, objs, request):
        """Name what goes; nothing else goes with it."""
        refused = [article for article in objs if not self.has_delete_permission(request, article)]
        needed = {self.opts.verbose_name_plural} if refused else set()
        return [str(one) for one in objs], {self.opts.verbose_name_plural: len(objs)}, needed, []

    def delete_view(self, request, object_id, extra_context=None):
        """Answer a second click as the first one was: it is in the bin already."""
        if request.method == "POST":
            own = _in_bin(request.user).filter(deleted_by=request.user).only("headline")
            for article in own:
                if str(article.pk) == object_id:
                    return self.response_delete(request, str(article), object_id)
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request, obj):
        """Put it in the bin."""
        obj.put_in_bin(request.user)

    def delete_queryset(self, request, queryset):
        """Put each in the bin."""
        for article in queryset:
            article.put_in_bin(request.user)

    def log_deletions(self, request, queryset):
        """Write nothing: the verb has."""
        return []

    def response_delete(self, request, obj_display, obj_id):
        """Say how long it can be brought back."""
        days = REST.days
        said = ngettext(
            "“%(article)s” is in the bin. It can be brought back for %(number)d day.",
            "“%(article)s” is in the bin. It can be brought back for %(number)d days.",
            days,
        )
        messages.success(request, said % {"article": obj_display, "number": days})
        return redirect("admin:articles_article_changelist")

    def get_urls(self):
        """Add the bin and the ways out of it."""
        view = self.admin_site.admin_view
        return [
            path("bin/", view(require_GET(self.bin)), name="articles_article_bin"),
            path("<int:pk>/out-of-bin/", view(require_POST(self.out_of_bin)), name="articles_article_out_of_bin"),
            path(
                "<int:pk>/delete-for-good/",
                view(require_http_methods(["GET", "POST"])(self.delete_for_good)),
                name="articles_article_delete_for_good",
            ),
            *super().get_urls(),
        ]

    def bin(self, request):
        """List what this person may bring back, the last deleted first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = _in_bin(request.user).select_related("deleted_by", "section").defer("body")
        context = self._bin_context(request) | {"title": _("Bin"), "articles": found, "days": REST.days}
        return render(request, "admin/articles/article/bin.html", context)

    def out_of_bin(self, request, pk):
        """Give the article back to the desk."""
        article = get_object_or_404(Article.objects.open_to(request.user), pk=pk)
        article.take_out_of_bin(request.user)
        messages.success(request, _("“%(article)s” is back at the desk.") % {"article": article})
        return redirect("admin:articles_article_change", pk)

    def delete_for_good(self, request, pk):
        """Ask, and delete the article so that nothing brings it back."""
        article = get_object_or_404(_in_bin(request.user), pk=pk)
        if not request.user.has_perm("articles.empty_bin"):
            raise PermissionDenied
        if request.method == "GET":
            context = self._bin_context(request) | {"title": _("Delete for good"), "article": article}
            return render(request, "admin/articles/article/delete_for_good.html", context)
        if article.delete_for_good(request.user):
            messages.success(request, _("“%(article)s” is deleted for good.") % {"article": article})
        return redirect("admin:articles_article_bin")

    def _bin_context(self, request):
        may_empty = request.user.has_perm("articles.empty_bin")
        return self.admin_site.each_context(request) | {"opts": self.opts, "may_empty": may_empty}


def _in_bin(user):
    return Article.objects.open_to(user).in_bin()
