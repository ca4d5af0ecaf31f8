from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Pictures(AppConfig):
    """Uploads made safe once, and their sizes."""

    name = "pictures"
    verbose_name = _("Pictures")
