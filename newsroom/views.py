"""Pages that belong to no single app: the front, the standing pages, the errors and what machines ask."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.views import front_context
from editions.addresses import both_editions


@require_safe
def front(request):
    """/: what matters now."""
    return render(request, "newsroom/front.html", front_context(get_language()))


@require_safe
def about(request):
    """/about/: who publishes this, and how to reach them."""
    return render(request, "newsroom/about.html", {"editions": both_editions("about")})


@require_safe
def reuse(request):
    """/reuse/: how others may use what stands here."""
    return render(request, "newsroom/reuse.html", {"editions": both_editions("reuse")})


@require_safe
def robots(request):
    """/robots.txt: what crawlers may open (RFC 9309)."""
    lines = ["User-agent: *", "Disallow: /admin/", ""]
    lines += [f"Sitemap: {settings.SITE_URL}/{name}" for name in ("sitemap.xml", "news-sitemap.xml")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def livez(request):
    """/livez: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def readyz(request):
    """/readyz: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def not_found(request, exception):
    """404, with the newest stories as the way back."""
    newest = Article.objects.published().in_language(get_language()).latest().for_cards()[:6]
    return render(request, "404.html", {"newest": newest}, status=404)


def forbidden(request, exception):
    """403, in words."""
    return render(request, "403.html", status=403)


def untrusted(request, reason=""):
    """403 for a form that was not sent from a page of ours."""
    return forbidden(request, reason)


def not_understood(request, exception):
    """400: what was sent did not arrive whole, or is more than we take. Who attacks us costs no database."""
    return HttpResponseBadRequest(get_template("400.html").render({"language": get_language()}))


def broken(request):
    """500, or 503 while the database is away: a page that needs nothing that may have failed."""
    away = isinstance(sys.exception(), (OperationalError, InterfaceError))
    page = get_template("503.html" if away else "500.html").render({"language": get_language()})
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "5"} if away else {})
    return HttpResponse(page, status=503 if away else 500, headers=headers)
