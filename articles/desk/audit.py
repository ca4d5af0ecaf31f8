"""The journal: who did what at the desk, to be read and never changed there."""

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.deeds import WORDS
from people.judging import WritesNothing

FLAGS = {ADDITION: gettext_lazy("Added"), CHANGE: gettext_lazy("Changed"), DELETION: gettext_lazy("Deleted")}


def what(entry):
    """Say what was done, in the reader's language."""
    said = WORDS.get(entry.change_message)
    return str(said) if said else entry.get_change_message() or str(FLAGS[entry.action_flag])


class DeedFilter(admin.SimpleListFilter):
    """What was done."""

    title = gettext_lazy("what was done")
    parameter_name = "deed"

    def lookups(self, request, model_admin):
        """Name the deeds."""
        return [*((str(flag), word) for flag, word in FLAGS.items()), *WORDS.items()]

    def queryset(self, request, queryset):
        """Keep the chosen deed; the steps of an article are no mere changes."""
        if self.value() in WORDS:
            return queryset.filter(change_message=self.value())
        if self.value() in {str(flag) for flag in FLAGS}:
            return queryset.filter(action_flag=self.value()).exclude(change_message__in=WORDS)
        return queryset


class JournalAdmin(WritesNothing, admin.ModelAdmin):
    """Every line, the newest first. None is added, changed or deleted, and whoever one names stays on the staff."""

    list_display = ["action_time", "user", "deed", "object_repr", "content_type"]
    list_display_links = None
    list_select_related = ["user", "content_type"]
    list_filter = [
        ("user", admin.RelatedOnlyFieldListFilter),
        DeedFilter,
        ("content_type", admin.RelatedOnlyFieldListFilter),
    ]
    date_hierarchy = "action_time"
    search_fields = ["object_repr"]
    ordering = ["-action_time", "-pk"]
    fields = ["action_time", "user", "deed", "object_repr", "content_type"]
    readonly_fields = fields
    actions = None

    @admin.display(description=gettext_lazy("what was done"))
    def deed(self, entry):
        """Say what was done."""
        return what(entry)

    def changelist_view(self, request, extra_context=None):
        """Call it what it is called here."""
        return super().changelist_view(request, {"title": _("Journal")} | (extra_context or {}))
