"""The staff at the desk, and what each of them may do there."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from people.deleting import SaysWhatGoes
from people.models import User

SUBJECTS = ["articles", "pictures", "people", "auth"]
DEEDS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}


class PermissionChoices(forms.ModelMultipleChoiceField):
    """Permissions in the desk's language; their stored names are English."""

    def label_from_instance(self, permission):
        """Say what may be done with what."""
        things = permission.content_type.model_class()._meta.verbose_name_plural
        return f"{things}: {DEEDS[permission.codename.partition('_')[0]]}"


class NamesPermissions:
    """A ModelAdmin that offers the permissions people need, and says what they are."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer permissions for what stands on the desk."""
        if db_field.remote_field.model is Permission:
            offered = Permission.objects.filter(content_type__app_label__in=SUBJECTS)
            kwargs |= {"queryset": offered.select_related("content_type"), "form_class": PermissionChoices}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password, always one that can be used: there is no other way in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


class StaffAdmin(NamesPermissions, SaysWhatGoes, UserAdmin):
    """Django's own page for users, without what this desk has no use for."""

    new_title = _("New staff member")
    add_form = UserCreationForm
    add_form_template = None
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/people/user/change_password.html"  # noqa: S105 - the name of a template
    list_display = ["username", "first_name", "last_name", "last_login"]


class StaffGroupAdmin(NamesPermissions, SaysWhatGoes, GroupAdmin):
    """Groups of staff who may do the same."""

    new_title = _("New group")


admin.site.register(User, StaffAdmin)
admin.site.unregister(Group)
admin.site.register(Group, StaffGroupAdmin)
