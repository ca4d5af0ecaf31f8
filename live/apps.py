from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Live(AppConfig):
    """The event log, and the stream that carries it to readers."""

    name = "live"
    verbose_name = _("Live")
