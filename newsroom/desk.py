"""The desk: the Django admin under our own name."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

SHOWN = ["articles", "comments", "corrections", "classifieds", "people", "auth", "admin"]


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

    def index(self, request, extra_context=None):
        """Begin the day with what waits for this person."""
        from articles.desk.today import today
        from classifieds.desk.today import waiting_ads
        from comments.desk.today import waiting
        from corrections.desk.today import waiting as reported

        waits = {
            "today_at_desk": today(request.user),
            "moderation": waiting(request.user),
            "corrections": reported(request.user),
            "ads": waiting_ads(request.user),
        }
        return super().index(request, (extra_context or {}) | waits)

    def get_app_list(self, request, app_label=None):
        """Put articles first, and groups of staff and the journal beside the staff."""
        apps = {app["app_label"]: app for app in super().get_app_list(request)}
        for label in ("auth", "admin"):
            beside = apps.pop(label, None)
            if beside and "people" in apps:
                apps["people"]["models"] += beside["models"]
        order = list(self._registry)
        for app in apps.values():
            app["models"].sort(key=lambda row: order.index(row["model"]))
        wanted = {None: SHOWN, "auth": ["people"], "admin": ["people"]}.get(app_label, [app_label])
        return [apps[label] for label in SHOWN if label in apps and label in wanted]

    def get_urls(self):
        """Ask each page's own rules before telling where a row stands for readers: a draft's address has its words."""
        urls = [entry for entry in super().get_urls() if getattr(entry, "name", "") != "view_on_site"]
        view = self.admin_view(self.view_on_site)
        return [path("r/<int:content_type_id>/<path:object_id>/", view, name="view_on_site"), *urls]

    def view_on_site(self, request, content_type_id, object_id):
        """Lead to a row's public page, if this person may see the row at the desk."""
        from django.contrib.contenttypes.models import ContentType

        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        page = self._registry.get(model)
        row = page and page.get_object(request, object_id)
        if not row or not hasattr(row, "get_absolute_url") or not page.has_view_or_change_permission(request, row):
            raise Http404
        return redirect(row)

    def i18n_javascript(self, request, extra_context=None):
        """Serve the words of every app's scripts, not only Django's own."""
        return JavaScriptCatalog.as_view()(request)
