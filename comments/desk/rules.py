"""The rules under which people talk, switched while a story burns: for the site, and for one article."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from articles.forms import MomentField
from articles.models import Article
from comments.desk.deciding import said_of
from comments.desk.queue import SIZE, entries, kind_of
from comments.models import Comment, Discussion, Mode, Rules
from comments.rulings import AlreadyDecided
from paging.keyset import page_of


class RulesForm(forms.Form):
    """The rules of the site."""

    mode = forms.ChoiceField(label=gettext_lazy("New comments"), choices=Mode.choices)
    first_count = forms.IntegerField(
        label=gettext_lazy("how many first comments wait"), min_value=1, max_value=50, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def fields_to_switch(self):
        """Return what the form asks to put in place."""
        chosen = {name: self.cleaned_data[name] for name in ("mode", "first_count")}
        return {name: value for name, value in chosen.items() if value is not None}


class DiscussionForm(forms.Form):
    """The rules of one article."""

    mode = forms.ChoiceField(
        label=gettext_lazy("New comments"),
        choices=[("", gettext_lazy("as on the whole site")), *Mode.choices],
        required=False,
    )
    closes_at = MomentField(label=gettext_lazy("closes at"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def fields_to_switch(self):
        """Return what the form asks to put in place."""
        return {name: self.cleaned_data[name] for name in ("mode", "closes_at")}


class SwitchesRules:
    """A ModelAdmin that shows the talk under one article, and switches the rules."""

    def get_urls(self):
        """Add the pages of the rules."""
        view = self.admin_site.admin_view
        return [
            path("rules/", view(require_POST(self.switch_site)), name="comments_comment_rules"),
            path("article/<int:article>/", view(require_GET(self.discussion)), name="comments_comment_article"),
            path(
                "article/<int:article>/rules/",
                view(require_POST(self.switch_article)),
                name="comments_comment_article_rules",
            ),
            *super().get_urls(),
        ]

    def discussion(self, request, article, form=None, status=200):
        """Show what is said under one article, the newest first, and the rules that hold there."""
        self.refuse_strangers(request)
        article = _article(article)
        discussion = discussion_of(article)
        comments = Comment.objects.for_moderators().filter(article=article)
        page = page_of(comments, request.GET.get("older"), by="created_at", size=SIZE)
        context = {
            "title": _("Discussion"),
            "article": article,
            "discussion": discussion,
            "site_mode": Rules.current().get_mode_display(),
            "form": form or discussion_form(discussion),
            "entries": entries([(kind_of(comment), comment) for comment in page]),
            "older": page.older,
            "may_switch": request.user.has_perm("comments.change_rules"),
        }
        return self.page(request, "discussion.html", context, status)

    def switch_article(self, request, article):
        """Put the rules of one article in place."""
        article = _article(article)
        form = DiscussionForm(request.POST)
        if not request.user.has_perm("comments.change_rules"):
            raise PermissionDenied
        if not form.is_valid():
            return self.discussion(request, article.pk, form=form, status=422)
        return self._switch(request, discussion_of(article), form)

    def switch_site(self, request):
        """Put the rules of the site in place."""
        form = RulesForm(request.POST)
        if not request.user.has_perm("comments.change_rules"):
            raise PermissionDenied
        if not form.is_valid():
            messages.error(request, _("These rules cannot be: choose from what is offered."))
            return redirect(self.back_of(request))
        return self._switch(request, Rules.current(), form)

    def _switch(self, request, rules, form):
        try:
            ruling = rules.switch(request.user, form.cleaned_data["seen"] or None, **form.fields_to_switch())
        except AlreadyDecided as refusal:
            messages.error(request, said_of(refusal))
        else:
            said = _("The rules are changed.") if ruling else _("Nothing changes: it is so already.")
            messages.success(request, said)
        return redirect(self.back_of(request))


def discussion_of(article):
    """Return the discussion under an article, which need not have begun."""
    return Discussion.objects.filter(pk=article.pk).first() or Discussion(article=article)


def discussion_form(discussion):
    """Return the form that shows the rules of an article as they are."""
    initial = {"mode": discussion.mode, "closes_at": discussion.closes_at, "seen": discussion.seen}
    return DiscussionForm(initial=initial)


def rules_form():
    """Return the form that shows the rules of the site as they are."""
    rules = Rules.current()
    return RulesForm(initial={"mode": rules.mode, "first_count": rules.first_count, "seen": rules.seen})


def _article(pk):
    """Return an article that readers see, or have written under."""
    said_under = Exists(Comment.objects.filter(article=OuterRef("pk")))
    public = Q(pk__in=Article.objects.published().values("pk"))
    return get_object_or_404(Article.objects.filter(public | said_under).defer("body"), pk=pk)
