"""Preview links at the desk: make one, see who opened it, close it, and read what the guests remarked."""

from functools import wraps

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.forms import Media, Script
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.models import GuestRemark, PreviewLink
from articles.preview_links import DAYS, DEFAULT_DAYS
from articles.structured import absolute


class PreviewLinkForm(forms.ModelForm):
    """What the desk says of a new link."""

    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=lambda: [
            (days, ngettext("%(number)d day", "%(number)d days", days) % {"number": days}) for days in DAYS
        ],
        initial=DEFAULT_DAYS,
    )

    class Meta:
        model = PreviewLink
        fields = ["label", "days", "allows_remarks"]


class SharesPreviews:
    """A ModelAdmin of articles that shows a draft to people without an account."""

    @property
    def media(self):
        """Add what the panel of links needs."""
        return super().media + Media(css={"all": ["desk/guests.css"]}, js=[Script("desk/guests.js", type="module")])

    def get_queryset(self, request):
        """Count, for the list, the remarks that wait."""
        articles = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "articles_article_changelist":
            waiting = GuestRemark.objects.waiting().filter(link__article=OuterRef("pk")).order_by()
            counted = waiting.values("link__article").annotate(number=Count("pk")).values("number")
            return articles.annotate(waiting_remarks=Subquery(counted))
        return articles

    @admin.display(description=_("remarks"), ordering="waiting_remarks", empty_value="")
    def remarks(self, article):
        """Tell how many remarks of guests wait."""
        return article.waiting_remarks

    def get_urls(self):
        """Add the page of the links and what one does there."""
        base, name = "<int:pk>/guests/", "articles_article_guests"
        return [
            path(base, self._open(_show), name=name),
            path(f"{base}new/", self._open(_make), name=f"{name}_new"),
            path(f"{base}<int:link>/revoke/", self._open(_revoke), name=f"{name}_revoke"),
            path(f"{base}remarks/<int:remark>/done/", self._open(_finish), name=f"{name}_done"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        """Show the links under the form of an article that is there already."""
        article = context.get("original")
        if article and self.has_change_permission(request, article):
            context |= guests(article)
        return super().render_change_form(request, context, *args, **kwargs)

    def _open(self, view):
        """Give the view the article, if this person may change it; others learn nothing of it."""

        @wraps(view)
        def opened(request, pk, **kwargs):
            article = self.get_object(request, str(pk))
            if article is None:
                raise Http404
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            return view(request, self, article, **kwargs)

        return self.admin_site.admin_view(opened)


def guests(article, form=None):
    """Return what the panel shows: the links, the remarks that wait, and the form for one more link."""
    links = list(article.preview_links.select_related("created_by"))
    for link in links:
        link.url = absolute(link.get_absolute_url())
    remarks = GuestRemark.objects.on(article).waiting().select_related("link") if links else []
    return {"links": links, "guest_remarks": remarks, "link_form": form or PreviewLinkForm(auto_id="id_link_%s")}


@require_safe
def _show(request, desk, article):
    """Show the panel on a page of its own."""
    return _page(request, desk, article, guests(article))


@require_POST
def _make(request, desk, article):
    """Make a link."""
    form = PreviewLinkForm(request.POST, auto_id="id_link_%s")
    if not form.is_valid():
        return _page(request, desk, article, guests(article, form))
    PreviewLink.objects.make(article, by=request.user, **form.cleaned_data)
    return redirect("admin:articles_article_guests", article.pk)


@require_POST
def _revoke(request, desk, article, link):
    """Close a link."""
    get_object_or_404(article.preview_links, pk=link).revoke()
    return redirect("admin:articles_article_guests", article.pk)


@require_POST
def _finish(request, desk, article, remark):
    """Call a remark done."""
    get_object_or_404(GuestRemark.objects.on(article), pk=remark).finish(request.user)
    return redirect("admin:articles_article_guests", article.pk)


def _page(request, desk, article, panel):
    context = desk.admin_site.each_context(request) | panel
    context |= {"title": _("Preview by link"), "original": article, "opts": desk.opts}
    return render(request, "admin/articles/article/guests.html", context)
