"""The staff at the desk, and what each of them may do there."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from people.deleting import SaysWhatGoes
from people.groups import NamedGroup
from people.models import User

RIGHT = ["content_type__app_label", "codename"]
SUBJECTS = ["articles", "comments", "pictures", "people", "auth", "admin"]
DEEDS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}
SPECIAL_DEEDS = {
    "publish_article": _("publish and withdraw"),
    "edit_others_article": _("change those of others"),
    "arrange_front": _("arrange the front page"),
    "empty_bin": _("delete for good"),
    "moderate_comment": _("moderate"),
    "reply_comment": _("reply from the newsroom"),
}


class PermissionChoices(forms.ModelMultipleChoiceField):
    """Permissions in the desk's language; their stored names are English."""

    def label_from_instance(self, permission):
        """Say what may be done with what."""
        things = permission.content_type.model_class()._meta.verbose_name_plural
        deed = SPECIAL_DEEDS.get(permission.codename) or DEEDS[permission.codename.partition("_")[0]]
        return f"{things}: {deed}"


class NamesPermissions:
    """A ModelAdmin that offers the groups and permissions people need, and says what they are."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer permissions for what stands on the desk, and groups by their names in the desk's language."""
        if db_field.remote_field.model is Permission:
            offered = Permission.objects.filter(content_type__app_label__in=SUBJECTS)
            kwargs |= {"queryset": offered.select_related("content_type"), "form_class": PermissionChoices}
        if db_field.remote_field.model is Group:
            kwargs["queryset"] = NamedGroup.objects.within(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class GroupsFilter(admin.RelatedFieldListFilter):
    """The groups under the names that people know."""

    def field_choices(self, field, request, model_admin):
        """Name each in the desk's language."""
        return [(group.pk, str(group)) for group in NamedGroup.objects.order_by("pk")]


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password, always one that can be used: there is no other way in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


class StaffAdmin(NamesPermissions, SaysWhatGoes, UserAdmin):
    """Django's own page for users, without what this desk has no use for.

    Who is not a superuser gives nobody rights that they lack themselves, and touches nobody who has such: a chief
    would otherwise take any right, by joining another group or by logging in as somebody else.
    """

    new_title = _("New staff member")
    add_form = UserCreationForm
    add_form_template = None
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/people/user/change_password.html"  # noqa: S105 - the name of a template
    list_display = ["username", "first_name", "last_name", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", GroupsFilter)]

    def get_readonly_fields(self, request, obj=None):
        """Keep single rights to superusers; groups are enough for the rest."""
        kept = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return [*super().get_readonly_fields(request, obj), *kept]

    def get_fieldsets(self, request, obj=None):
        """Leave out what cannot be changed anyway."""
        fieldsets = super().get_fieldsets(request, obj)
        hidden = set(self.get_readonly_fields(request, obj))
        return [
            (name, options | {"fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in fieldsets
        ]

    def has_change_permission(self, request, obj=None):
        """Refuse accounts that may do more than this person."""
        return super().has_change_permission(request, obj) and _may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """Refuse accounts that may do more than this person."""
        return super().has_delete_permission(request, obj) and _may_touch(request.user, obj)


class StaffGroupAdmin(NamesPermissions, SaysWhatGoes, GroupAdmin):
    """Groups of staff who may do the same; those that came with the desk keep their names."""

    new_title = _("New group")

    def get_queryset(self, request):
        """Show them under the names that people know."""
        found = super().get_queryset(request)
        return NamedGroup.objects.order_by(*found.query.order_by)

    def get_fields(self, request, obj=None):
        """Leave the name out where the code knows it."""
        fields = super().get_fields(request, obj)
        return [name for name in fields if name != "name"] if _is_ours(obj) else fields


def _may_touch(user, account):
    if user.is_superuser or account is None:
        return True
    beyond = account.groups.exclude(pk__in=NamedGroup.objects.within(user))
    single = {f"{label}.{name}" for label, name in account.user_permissions.values_list(*RIGHT)}
    return not account.is_superuser and not beyond.exists() and user.has_perms(single)


def _is_ours(group):
    return isinstance(group, NamedGroup) and group.is_ours


admin.site.register(User, StaffAdmin)
admin.site.unregister(Group)
admin.site.register(Group, StaffGroupAdmin)
