"""Who else has the article open, said in its form."""

from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import presence
from articles.desk.from_scripts import article_to_change, key_in, newest_revision, news_of, posted
from articles.presence import Presence


class SaysWhoIsHere:
    """A ModelAdmin whose form says who else has the article open."""

    def get_urls(self):
        """Add the heartbeat."""
        view = self.admin_site.admin_view(require_POST(self.presence))
        return [path("<int:pk>/presence/", view, name="articles_article_presence"), *super().get_urls()]

    def presence(self, request, pk):
        """Note that the article is open in a tab, or no longer; tell who else is here and whether it was saved."""
        article = article_to_change(self, request, pk)
        data = posted(request)
        tab = key_in(data, "tab")
        if data.get("gone"):
            Presence.objects.filter(article=article, user=request.user, tab=tab).delete()
            return JsonResponse({})
        Presence.objects.beat(article, request.user, tab, is_editing=bool(data.get("editing")))
        base = data.get("base")
        news = news_of(newest_revision(article), base if isinstance(base, int) else None)
        return JsonResponse({"line": who_else(article, request.user, tab), "news": news})


def heartbeat():
    """How often the form tells that it is open, in milliseconds."""
    return int(presence.HEARTBEAT.total_seconds() * 1000)


def who_else(article, user, tab):
    """«Сейчас открыта и здесь: Анна (правит 3 минуты), Борис, ваша другая вкладка», or nothing."""
    now = timezone.now()
    names = {}
    for other in Presence.objects.here(article, now).exclude(user=user, tab=tab):
        names.setdefault(other.user_id, _("your other tab") if other.user_id == user.pk else _named(other, now))
    return _("Also open here: %(names)s") % {"names": ", ".join(names.values())} if names else ""


def _named(other, now):
    name = other.user.get_full_name() or other.user.get_username()
    minutes = other.minutes_of_editing(now)
    if not minutes:
        return name
    said = ngettext("%(name)s (editing for %(number)d minute)", "%(name)s (editing for %(number)d minutes)", minutes)
    return said % {"name": name, "number": minutes}
