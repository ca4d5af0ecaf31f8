from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Articles(AppConfig):
    """What the newsroom writes and publishes."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        """Have articles announced and shown live."""
        from articles import live  # noqa: F401
