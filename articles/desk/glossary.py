"""The newsroom's glossary at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.desk.searching import SearchesWords


class GlossaryAdmin(SearchesWords, admin.ModelAdmin):
    """The right spellings of local names and offices, and the wrong ones."""

    new_title = _("New glossary entry")
    list_display = ["right", "language", "wrong", "note"]
    list_filter = ["language"]
    search_fields = ["right", "wrong", "note"]
    fields = ["language", "right", "wrong", "note"]
