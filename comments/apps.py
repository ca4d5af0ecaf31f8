from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Comments(AppConfig):
    """Comments, who may write them, and their moderation."""

    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        """Say how comments look when they are sent live."""
        from comments import live  # noqa: F401 - registers itself
