"""An article's way from hand to hand at the desk: whose it is, who may take the next step, and what waits."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.models import Article, Status
from articles.revisions import TEXTS
from language import moments

FOR_PUBLISHERS = ["status", "publish_at", "withdraw_at"]
FOR_THE_FRONT = ["front_place", "front_until"]
NOTES = 5


class WaitsFilter(admin.SimpleListFilter):
    """What waits for somebody, or for its moment."""

    title = gettext_lazy("what waits")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        """Name what an article may wait for."""
        return [("review", _("In review")), ("scheduled", _("Scheduled")), ("embargo", _("Under embargo"))]

    def queryset(self, request, queryset):
        """Keep what waits for the chosen."""
        kept = {"review": queryset.filter(status=Status.IN_REVIEW), "scheduled": queryset.scheduled()}
        return (kept | {"embargo": queryset.under_embargo()}).get(self.value(), queryset)


class GoesFromHandToHand:
    """A ModelAdmin of articles: everybody finds their own at the desk, editors all; a stranger's is not there."""

    def get_queryset(self, request):
        """Show what this person may open."""
        return super().get_queryset(request).at_desk_of(request.user)

    def get_object(self, request, object_id, from_field=None):
        """Return the article, or answer 404, the same whether it is another's or none."""
        article = super().get_object(request, object_id, from_field)
        if article is None:
            raise Http404
        return article

    def has_change_permission(self, request, obj=None):
        """Let editors change everything, and reporters their own drafts."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable_by(request.user))

    def has_view_permission(self, request, obj=None):
        """Let editors see everything, and reporters their own."""
        return super().has_view_permission(request, obj) and (obj is None or _may_open(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """Let those delete who may change."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_editable_by(request.user))

    def has_publish_permission(self, request):
        """Let those publish and withdraw who may."""
        return request.user.has_perm("articles.publish_article")

    def get_readonly_fields(self, request, obj=None):
        """Take no word from the form about what this person does not decide, whatever is posted."""
        shut = [] if self.has_publish_permission(request) else FOR_PUBLISHERS
        shut = shut if request.user.has_perm("articles.arrange_front") else [*shut, *FOR_THE_FRONT]
        return [*super().get_readonly_fields(request, obj), *shut]

    def get_fieldsets(self, request, obj=None):
        """Leave out what is only for those who arrange the front page."""
        shown = super().get_fieldsets(request, obj)
        if request.user.has_perm("articles.arrange_front"):
            return shown
        return [(name, options) for name, options in shown if "front_place" not in options["fields"]]

    def get_form(self, request, obj=None, **kwargs):
        """Let the form know who fills it."""
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, article, form, change):
        """Note when it came to review through the form."""
        if "status" in form.changed_data and article.status == Status.IN_REVIEW:
            article.review_since = timezone.now()
        super().save_model(request, article, form, change)

    def get_urls(self):
        """Add the steps, and the list of what waits for review."""
        view = self.admin_site.admin_view
        return [
            path("review/", view(require_GET(self.review)), name="articles_article_review"),
            path(
                "<int:pk>/send-to-review/", view(require_POST(self.send_to_review)), name="articles_article_to_review"
            ),
            path("<int:pk>/send-back/", view(require_POST(self.send_back)), name="articles_article_send_back"),
            path(
                "<int:pk>/withdraw/",
                view(require_http_methods(["GET", "POST"])(self.withdraw_one)),
                name="articles_article_withdraw",
            ),
            *super().get_urls(),
        ]

    def review(self, request):
        """List what waits for an editor, the oldest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        waiting = self.get_queryset(request).in_review().for_cards().prefetch_related("authors")
        rows = [(article, _when(article.waits_since)) for article in waiting]
        context = self.admin_site.each_context(request) | {"title": _("In review"), "opts": self.opts, "rows": rows}
        return render(request, "admin/articles/article/review.html", context)

    def send_to_review(self, request, pk):
        """Save what was posted with the step, if anything, and give the draft to the editors."""
        article = self.get_object(request, str(pk))
        if not self.has_change_permission(request, article) and not _is_second_click(request, article):
            raise PermissionDenied
        return self._after_saving(
            request, article, lambda saved: saved.send_to_review(request.user), _("“%(article)s” is in review now.")
        )

    def send_back(self, request, pk):
        """Save what was posted with the step, if anything, and give the article back to its writer."""
        article = self.get_object(request, str(pk))
        if not self.has_publish_permission(request) and not article.belongs_to(request.user):
            raise PermissionDenied
        note = request.POST.get("review_note", "")
        return self._after_saving(
            request, article, lambda saved: saved.send_back(request.user, note), _("“%(article)s” is a draft again.")
        )

    def withdraw_one(self, request, pk):
        """Ask, and take the article away from the public."""
        article = self.get_object(request, str(pk))
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if request.method == "GET":
            return self._ask_before_withdrawing(
                request, [article], reverse("admin:articles_article_withdraw", args=[pk])
            )
        try:
            article.withdraw(by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("“%(article)s” is withdrawn.") % {"article": article})
        return redirect("admin:articles_article_change", pk)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset):
        """Ask, and take each away from the public."""
        if not request.POST.get("sure"):
            return self._ask_before_withdrawing(request, list(queryset), "")
        withdrawn = 0
        for article in queryset:
            try:
                article.withdraw(by=request.user)
            except ValidationError as refusal:
                messages.error(request, f"{article.headline}: {' '.join(refusal.messages)}")
            else:
                withdrawn += 1
        if withdrawn:
            said = ngettext("%(number)d article withdrawn.", "%(number)d articles withdrawn.", withdrawn)
            messages.success(request, said % {"number": withdrawn})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Offer the steps that are open, and show what editors wrote; who may only look gets a page to read."""
        if obj is not None:
            context["steps"] = {
                "to_review": obj.status == Status.DRAFT and self.has_change_permission(request, obj),
                "back": self._may_send_back(request, obj),
                "back_needs_note": obj.status == Status.IN_REVIEW and not obj.belongs_to(request.user),
                "withdraw": obj.status == Status.PUBLISHED and self.has_publish_permission(request),
            }
            context["review_notes"] = obj.review_notes.select_related("author")[:NOTES]
            context["embargo"] = _when(obj.embargo_until) if obj.is_under_embargo else ""
            if not self.has_change_permission(request, obj):
                page = self.admin_site.each_context(request) | context | {"opts": self.opts, "original": obj}
                return TemplateResponse(request, "admin/articles/article/read_only.html", page)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _after_saving(self, request, article, step, said):
        form = reverse("admin:articles_article_change", args=[article.pk])
        if "headline" in request.POST and self.has_change_permission(request, article):
            answer = self.changeform_view(request, str(article.pk), form_url=form)
            if answer.status_code != 302:
                return answer
            article.refresh_from_db()
        try:
            step(article)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(form)
        messages.success(request, said % {"article": article})
        return redirect("admin:articles_article_changelist")

    def _may_send_back(self, request, article):
        may = self.has_publish_permission(request) or article.belongs_to(request.user)
        return article.status == Status.IN_REVIEW and may

    def _ask_before_withdrawing(self, request, articles, address):
        context = self.admin_site.each_context(request) | {
            "title": _("Withdraw"),
            "opts": self.opts,
            "articles": articles,
            "address": address,
            "checkbox": admin.helpers.ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/articles/article/withdraw.html", context)


def _is_second_click(request, article):
    """Tell whether a writer has sent to review what is there already, every word of it."""
    if article.status != Status.IN_REVIEW or not article.belongs_to(request.user):
        return False
    typed = Article(
        language=article.language, **{name: request.POST.get(name, getattr(article, name)) for name in TEXTS}
    )
    typed.settle_text()
    return all(getattr(typed, name) == getattr(article, name) for name in TEXTS)


def moment_of(article):
    """Say when an article went out or will, when it goes or went, and what holds it back."""
    said = []
    if article.is_under_embargo:
        said.append(_("embargo until %(when)s") % {"when": _when(article.embargo_until)})
    if article.is_due:
        said.append(_("will appear: %(when)s") % {"when": _when(article.publish_at)})
    elif article.is_public:
        said.append(_("out since %(when)s") % {"when": _when(article.publish_at)})
    elif article.publish_at and not (article.status == Status.PUBLISHED and article.has_run_out):
        said.append(_when(article.publish_at))
    if article.status == Status.PUBLISHED and article.withdraw_at:
        sentence = _("gone since %(when)s") if article.has_run_out else _("will go: %(when)s")
        said.append(sentence % {"when": _when(article.withdraw_at)})
    return "; ".join(said)


def _may_open(user, article):
    return user.has_perm("articles.edit_others_article") or article.belongs_to(user)


def _when(moment):
    return moments.when(timezone.localtime(moment), timezone.localtime(), get_language())
