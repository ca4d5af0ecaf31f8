from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class People(AppConfig):
    """Who works at the desk and, later, who comments."""

    name = "people"
    verbose_name = _("People")
