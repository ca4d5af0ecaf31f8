"""What the desk keeps: categories with their fields, the values of fields, places, bans of contacts."""

from django.contrib import admin, messages
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from classifieds.models import Field, Option
from people.deleting import SaysWhatGoes
from people.judging import Judges
from people.rows import PostedRows


class Rows(PostedRows, BaseInlineFormSet):
    """Fields of a category, or values of a field; what ads have answered under stays as it is."""

    kept = ()

    def add_fields(self, form, index):
        """Shut what may not change; name each for who hears the page: names stand only above the columns."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = capfirst(field.label or "")
        for name in self.kept if form.instance.pk else ():
            form.fields[name].disabled = True


class FieldRows(Rows):
    """Fields of a category."""

    kept = ("key", "kind")


class OptionRows(Rows):
    """Values of a field."""

    kept = ("key",)


class FieldInline(admin.TabularInline):
    """The fields of one category."""

    model = Field
    formset = FieldRows
    extra = 0
    fields = [
        *("key", "kind", "name_ru", "name_kk", "unit_ru", "unit_kk"),
        *("least", "most", "is_required", "is_filter", "order"),
    ]


class OptionInline(admin.TabularInline):
    """The values of one field."""

    model = Option
    formset = OptionRows
    extra = 0


class CategoryAdmin(SaysWhatGoes, admin.ModelAdmin):
    """The tree of categories; one with ads is closed or emptied before it is deleted."""

    list_display = ["name_ru", "name_kk", "parent", "slug", "nature", "term", "is_open", "order"]
    list_editable = ["order"]
    list_filter = ["nature", "is_open"]
    search_fields = ["name_ru", "name_kk"]
    prepopulated_fields = {"slug": ["name_ru"]}
    inlines = [FieldInline]
    actions = ["move_ads_up"]

    @admin.action(description=_("Move the ads to the category above"), permissions=["change"])
    def move_ads_up(self, request, queryset):
        """Put the ads of each chosen category into the one that it stands in."""
        below = [category for category in queryset if category.parent]
        if tops := [category.name for category in queryset if not category.parent]:
            said = _(
                "Not moved, as nothing stands above them: %(names)s. Put each into another category first, then its "
                "ads go there."
            )
            messages.warning(request, said % {"names": ", ".join(tops)})
        if below:
            moved = sum(category.move_ads_to(category.parent) for category in below)
            messages.success(request, _("Ads moved: %(number)d.") % {"number": moved})


class FieldAdmin(SaysWhatGoes, admin.ModelAdmin):
    """A field with its values; its key and kind stay, because ads have answered."""

    list_display = ["name_ru", "name_kk", "category", "key", "kind", "is_required", "is_filter", "order"]
    list_filter = ["kind"]
    inlines = [OptionInline]

    def get_readonly_fields(self, request, obj=None):
        """Ads keep their values under the key, in the way of the kind."""
        return ["category", "key", "kind"] if obj else []


class PlaceAdmin(SaysWhatGoes, admin.ModelAdmin):
    """The tree of places."""

    list_display = ["name_ru", "name_kk", "parent", "slug", "order"]
    list_editable = ["order"]
    search_fields = ["name_ru", "name_kk"]
    prepopulated_fields = {"slug": ["name_ru"]}


class ContactBanAdmin(Judges, admin.ModelAdmin):
    """Bans are made at an ad, lifted here, and stay in the list."""

    permission = "classifieds.moderate_ad"
    list_display = ["reason", "ad", "by", "made_at", "until", "lifted_at"]
    actions = ["lift"]

    @admin.action(description=_("Lift the bans"), permissions=["view"])
    def lift(self, request, queryset):
        """Let the contacts advertise again."""
        queryset.running().update(lifted_at=timezone.now(), lifted_by=request.user)
