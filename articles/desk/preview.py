"""The draft as the reader will see it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import all_valid
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation

from articles.models import Article
from articles.views import reading_context


def preview(desk, request, pk=None):
    """Render what the posted form would save, through the reader's own page; nothing is kept.

    `desk` is the ArticleAdmin whose form it is. Pictures uploaded on the way stay: they wait for the real save.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _article(desk, request, pk)
    form = desk.get_form(request, article, change=article is not None)(request.POST, request.FILES, instance=article)
    filled = form.is_valid()
    formsets, _inlines = desk._create_formsets(request, form.instance, change=article is not None)
    if not all_valid(formsets) or not filled:
        forms = [form, *(row for rows in formsets for row in rows.forms)]
        context = desk.admin_site.each_context(request) | {"forms": forms}
        return private(render(request, "admin/articles/article/preview_errors.html", context, status=422))
    with transaction.atomic():
        response = private(_saved_page(desk, request, form, formsets, change=article is not None))
        transaction.set_rollback(True)
    return response


def _article(desk, request, pk):
    if pk is None:
        allowed, article = desk.has_add_permission(request), None
    else:
        if not desk.has_change_permission(request):
            raise PermissionDenied
        article = desk.get_object(request, str(pk))
        allowed = desk.has_change_permission(request, article)
    if not allowed:
        raise PermissionDenied
    return article


def _saved_page(desk, request, form, formsets, change):
    desk.save_model(request, desk.save_form(request, form, change), form, change)
    desk.save_related(request, form, formsets, change)
    article = Article.objects.for_reading().get(pk=form.instance.pk)
    article.publish_at = article.publish_at or timezone.now()
    with translation.override(article.language):
        return render(request, "articles/article.html", reading_context(article))


def private(response):
    """Keep a page of the desk out of caches and search engines."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    return response
