"""The staff at the desk."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from people.models import User


class StaffAdmin(UserAdmin):
    """Django's own page for users, under our title."""

    new_title = _("New staff member")


admin.site.register(User, StaffAdmin)
