"""The room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Classifieds(AppConfig):
    """Ads of a city's people and businesses."""

    name = "classifieds"
    verbose_name = _("classifieds")

    def ready(self):
        """Say how ads look when they are sent live, and what falls due by itself."""
        from classifieds import due, live  # noqa: F401
