"""What the paper is made of and signed by: sections, authors, the publication itself."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin
from django.forms import Script
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from js_asset.media import Media

from articles.desk.searching import SearchesWords
from articles.forms import AuthorForm, SectionForm
from articles.models import Publication
from people.deleting import SaysWhatGoes


class SectionAdmin(SaysWhatGoes, SortableAdminMixin, admin.ModelAdmin):
    """The sections, put in the order of the navigation by dragging."""

    form = SectionForm
    new_title = _("New section")
    list_display = ["name_ru", "name_kk", "slug_ru", "slug_kk"]
    fields = [("name_ru", "name_kk"), ("slug_ru", "slug_kk"), "description_ru", "description_kk"]
    ordering = ["order"]


class AuthorAdmin(SearchesWords, SaysWhatGoes, admin.ModelAdmin):
    """The bylines and who stands behind them."""

    form = AuthorForm
    new_title = _("New author")
    list_display = ["byline_ru", "byline_kk", "slug", "user"]
    list_select_related = ["user"]
    fields = [("byline_ru", "byline_kk"), "portrait", "bio_ru", "bio_kk", "user", "slug"]
    search_fields = ["byline_ru", "byline_kk"]


class PublicationAdmin(admin.ModelAdmin):
    """One row: its list is its form."""

    fieldsets = [
        (None, {"fields": [("name_ru", "name_kk"), ("motto_ru", "motto_kk"), "age_mark", ("email", "phone")]}),
        (_("Imprint"), {"fields": ["imprint_ru", "imprint_kk"]}),
        (_("Reuse notice"), {"fields": ["reuse_notice_ru", "reuse_notice_kk"]}),
        (_("About the publication"), {"fields": ["about_ru", "about_kk"]}),
        (_("Reuse of materials"), {"fields": ["reuse_ru", "reuse_kk"]}),
    ]

    class Media:
        css = {"all": ["desk/filing.css", "desk/submit-row.css", "desk/prose-editor.css"]}
        js = [Script("desk/editor.js", type="module"), Script("desk/filing.js", type="module")]

    def has_add_permission(self, request):
        """There is one."""
        return False

    def has_delete_permission(self, request, obj=None):
        """And it stays."""
        return False

    def changelist_view(self, request, extra_context=None):
        """Lead straight to the form."""
        return redirect("admin:articles_publication_change", 1)

    def get_object(self, request, object_id, from_field=None):
        """Return the publication, which need not have been saved yet."""
        return Publication.current()

    def render_change_form(self, request, context, *args, **kwargs):
        """Give the editor's import map, an inline script, the page's nonce."""
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
