"""The desk: the Django admin under our own name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    """The stock admin with our titles; what it shows is registered in each app's admin.py."""

    site_header = _("The desk")
    site_title = _("The desk")
    index_title = _("Newsroom")
