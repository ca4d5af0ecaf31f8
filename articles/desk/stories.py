"""The page on which an article is written, and the list of all articles."""

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import Script
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from js_asset.media import Media

from articles.desk.autosave import KeepsUnsavedText
from articles.desk.bin import DeletesIntoBin
from articles.desk.board import ShowsBoard
from articles.desk.conflict import MergesEdits
from articles.desk.history import ShowsHistory
from articles.desk.kept import KeepsPostedForms
from articles.desk.notes import NoteInline
from articles.desk.pairs import ShowsPairs
from articles.desk.photos import PhotoFormSet, PhotoInline
from articles.desk.preflight import ChecksBeforePublishing, look_over, say_how_many
from articles.desk.presence import SaysWhoIsHere
from articles.desk.preview import preview
from articles.desk.preview_links import SharesPreviews
from articles.desk.searching import SearchesWords
from articles.desk.workflow import GoesFromHandToHand, WaitsFilter, moment_of
from articles.embeds import recognise
from articles.forms import ArticleForm
from articles.models import Author


class ArticleAdmin(
    KeepsPostedForms,
    MergesEdits,
    ShowsHistory,
    KeepsUnsavedText,
    SaysWhoIsHere,
    ChecksBeforePublishing,
    SharesPreviews,
    ShowsPairs,
    ShowsBoard,
    DeletesIntoBin,
    GoesFromHandToHand,
    SearchesWords,
    SortableAdminBase,
    admin.ModelAdmin,
):
    """One page, one Save."""

    form = ArticleForm
    inlines = [PhotoInline, NoteInline]
    new_title = gettext_lazy("New article")
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": ["headline", "kicker", "lead", "body"], "classes": ["story"]}),
        (gettext_lazy("Publishing"), {"fields": ["status", "publish_at", "withdraw_at", "embargo_until", "language"]}),
        (gettext_lazy("Where it stands"), {"fields": ["section", "also_in", "hashtags"]}),
        (gettext_lazy("Whose it is"), {"fields": ["authors", "source_line"]}),
        (gettext_lazy("What it is"), {"fields": ["format", "age_mark", "counterpart"]}),
        (gettext_lazy("Front page"), {"fields": ["front_place", "front_until"]}),
    ]
    list_display = ["headline", "edition", "section", "bylines", "status", "moment", "remarks"]
    list_filter = [WaitsFilter, "status", "language", "section", "format", "authors"]
    list_select_related = ["section"]
    search_fields = ["headline", "lead", "kicker"]
    date_hierarchy = "publish_at"
    ordering = ["-saved_at"]
    actions = ["publish", "withdraw"]
    list_per_page = 50

    class Media:
        css = {
            "all": [
                "desk/filing.css",
                "desk/submit-row.css",
                "desk/prose-editor.css",
                "desk/block.css",
                "desk/dialog.css",
                "desk/dismiss.css",
                "desk/photo-choices.css",
                "desk/photos.css",
                "desk/photo-row.css",
                "desk/hashtags.css",
            ]
        }
        js = [
            Script("desk/photos.js", type="module"),
            Script("desk/editor.js", type="module"),
            Script("desk/hashtags.js", type="module"),
            Script("desk/filing.js", type="module"),
        ]

    @admin.display(description=gettext_lazy("edition"), ordering="language")
    def edition(self, article):
        """Name the language in short."""
        return {"ru": _("Rus"), "kk": _("Kaz")}[article.language]

    @admin.display(description=gettext_lazy("authors"))
    def bylines(self, article):
        """Name the authors."""
        return ", ".join(author.byline for author in article.authors.all())

    @admin.display(description=gettext_lazy("when"), ordering="publish_at")
    def moment(self, article):
        """Say when it went out, or will, and when it goes."""
        return moment_of(article)

    def get_queryset(self, request):
        """Leave the texts in the database for the list."""
        articles = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "articles_article_changelist":
            return articles.defer("body").prefetch_related("authors")
        return articles

    def get_urls(self):
        """Add the preview and the question about embeds."""
        view = self.admin_site.admin_view
        return [
            path("preview/", view(self.preview), name="articles_article_preview_new"),
            path("<int:pk>/preview/", view(self.preview), name="articles_article_preview"),
            path("embed/", view(self.embed), name="articles_article_embed"),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request):
        """Begin in the desk's language, under the writer's own byline."""
        own = Author.objects.filter(user=request.user)
        return {"language": get_language(), "authors": own} | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Offer sections and authors without the buttons of their own pages."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("section", "also_in", "authors"):
            field.widget = field.widget.widget
        return field

    def render_change_form(self, request, context, *args, **kwargs):
        """Give the editor's import map, an inline script, the page's nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, article, form, change):
        """Remember who began it."""
        if not change:
            article.created_by = request.user
        super().save_model(request, article, form, change)

    def save_related(self, request, form, formsets, change):
        """Settle photos, pair and hashtags once all rows are saved, and keep what came of it as a revision."""
        super().save_related(request, form, formsets, change)
        settle(form, formsets)
        form.instance.keep_revision(request.user)

    def preview(self, request, pk=None):
        """Show the form's story as a reader will see it, and keep nothing."""
        return preview(self, request, pk)

    def embed(self, request):
        """Say what stands at an address, or which sites are known."""
        post = recognise(request.GET.get("address", ""))
        if post is None:
            sentence = _("Only posts and videos of YouTube, Telegram, Instagram, VK and X can be embedded.")
            return JsonResponse({"error": sentence})
        return JsonResponse({"address": post.address, "provider": post.provider})

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        """Publish each that may be; name those that may not."""
        published = 0
        for article in queryset:
            try:
                warnings = look_over(article)
                article.publish(by=request.user)
            except ValidationError as refusal:
                messages.error(request, f"{article.headline}: {' '.join(refusal.messages)}")
            else:
                published += 1
                say_how_many(request, article, warnings)
        if published:
            said = ngettext("%(number)d article published.", "%(number)d articles published.", published)
            messages.success(request, said % {"number": published})


def settle(form, formsets):
    """Finish an article whose form and rows are saved: its lead photo, numbers, pair and hashtags."""
    article = form.instance
    # The photo that led may have been deleted with its row.
    article.refresh_from_db(fields=["lead_photo"])
    if any(rows.has_changed() for rows in formsets):
        article.note_update()
    for rows in formsets:
        if isinstance(rows, PhotoFormSet):
            article.lead_photo = rows.leading_photo or article.lead_photo
    article.save(update_fields=["lead_photo", "updated_at"])
    article.settle_photos()
    article.gather_hashtags()
    if article.pair != form.cleaned_data["counterpart"]:
        article.pair_with(form.cleaned_data["counterpart"])
