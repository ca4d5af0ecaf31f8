from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class Newsroom(AppConfig):
    """The wiring: pages that mix apps, the edge, the demo."""

    name = "newsroom"
    verbose_name = _("Newsroom")


class Desk(AdminConfig):
    """The Django admin with our own site: the desk."""

    default_site = "newsroom.desk.Desk"
