"""The desk: the Django admin under our own name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

SHOWN = ["articles", "people", "auth"]


class Desk(admin.AdminSite):
    """The stock admin with our titles; what it shows is registered in each app's admin.py."""

    site_header = _("The desk")
    site_title = _("The desk")
    index_title = _("The desk")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Leave out what libraries register for themselves: nobody edits it at the desk."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        ours = [model for model in models if model._meta.app_label in SHOWN]
        super().register(ours, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        """Put articles first, and groups of staff beside the staff."""
        apps = {app["app_label"]: app for app in super().get_app_list(request)}
        groups = apps.pop("auth", None)
        if groups and "people" in apps:
            apps["people"]["models"] += groups["models"]
        order = list(self._registry)
        for app in apps.values():
            app["models"].sort(key=lambda row: order.index(row["model"]))
        wanted = {None: SHOWN, "auth": ["people"]}.get(app_label, [app_label])
        return [apps[label] for label in SHOWN if label in apps and label in wanted]

    def i18n_javascript(self, request, extra_context=None):
        """Serve the words of every app's scripts, not only Django's own."""
        return JavaScriptCatalog.as_view()(request)
