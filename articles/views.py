"""The pages a reader opens: one function for each address, the same HTML for every reader."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.editions import editions_of, editions_with
from articles.front import compose
from articles.models import Article, Author, Hashtag, Note, Section
from articles.reading import counts_by_day, days_around, neighbours
from articles.tally import tally
from editions.addresses import both_editions
from paging.keyset import page_of
from people.addresses import client_address
from people.origin import same_origin

PAGE_SIZE = 30
RELATED = 4
FIRST_YEAR, LAST_YEAR = 1600, 2999


@require_safe
def latest(request):
    """/news/: everything, newest first."""
    today = timezone.localdate()
    month = counts_by_day(_edition(), today.replace(day=1))
    editions = both_editions("latest")
    return _list(request, "articles/latest.html", _edition(), day=today, month=month, editions=editions)


@require_safe
def section(request, slug):
    """/section/<slug>/: one section, newest first."""
    section = get_object_or_404(Section, **{f"slug_{get_language()}": slug})
    editions = both_editions(section.get_absolute_url)
    return _list(request, "articles/section.html", _edition().in_section(section), section=section, editions=editions)


@require_safe
def hashtag(request, slug):
    """/tag/<slug>/: what carries the hashtag or a synonym of it; a synonym's address leads to its head's."""
    hashtag = get_object_or_404(Hashtag.objects.select_related("synonym_of"), slug=slug)
    if hashtag.synonym_of:
        return redirect(hashtag.synonym_of, permanent=True)
    tagged = Article.objects.published().with_hashtag(hashtag)
    editions = editions_with(tagged, hashtag.get_absolute_url)
    if get_language() not in editions:
        raise Http404
    articles = tagged.in_language(get_language())
    return _list(request, "articles/hashtag.html", articles, hashtag=hashtag, editions=editions)


@require_safe
def author(request, slug):
    """/author/<slug>/: who it is, and what they wrote."""
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    editions = both_editions(author.get_absolute_url)
    return _list(request, "articles/author.html", _edition().by_author(author), author=author, editions=editions)


@require_safe
def photo_reports(request):
    """/photo/: the photo reports, newest first."""
    articles = _edition().photo_reports()
    return _list(request, "articles/photo_reports.html", articles, editions=both_editions("photo_reports"))


@require_safe
def corrections(request):
    """/corrections/: what was updated and corrected in the articles of the edition, newest first."""
    page = page_of(Note.objects.under(_edition()), request.GET.get("older"), by="created_at", size=PAGE_SIZE)
    context = {"page": page, "latest": _rail(get_language()), "editions": both_editions("corrections")}
    return render(request, "articles/corrections.html", context)


@require_safe
def archive(request):
    """/archive/: leads to the newest day that has articles, or to today."""
    newest = _edition().latest().only("publish_at").first()
    day = newest.day if newest else timezone.localdate()
    return redirect("day", day.year, day.month, day.day)


@require_safe
def day(request, year, month, day):
    """/archive/<y>/<m>/<d>/: one day, and the month around it."""
    day = _existing_day(year, month, day)
    older, newer = days_around(_edition(), day)
    context = {
        "day": day,
        "articles": _edition().on_day(day).latest().for_cards(),
        "month": counts_by_day(_edition(), day.replace(day=1)),
        "older": older,
        "newer": newer,
        "editions": both_editions("day", day.year, day.month, day.day),
    }
    return render(request, "articles/day.html", context)


@require_safe
def article(request, pk, rest=""):
    """/news/<id>/<slug>/: one article; the id is the key, any other slug leads to the right address."""
    article = get_object_or_404(Article.objects.published().for_reading(), pk=pk)
    if request.path != article.get_absolute_url():
        return redirect(article, permanent=True)
    context = reading_context(article) | {"tell_reading": article.address("read")}
    return render(request, "articles/article.html", context)


@csrf_exempt
def read(request, pk):
    """/news/<id>/read/: hears from an article's page that it is being read; sets nothing, and asks not by whom."""
    if request.method != "POST":
        return article(request, pk, "read")  # a headline may read like this
    if not same_origin(request):
        return HttpResponseForbidden()
    if not Article.objects.published().filter(pk=pk).exists():
        return HttpResponseNotFound()
    tally.note(pk, client_address(request))
    return HttpResponse(status=204)


@require_safe
def photo(request, pk, slug, number):
    """/news/<id>/<slug>/photo/<n>/: one photo of an article, with the way to the next."""
    article = get_object_or_404(Article.objects.published().for_reading(), pk=pk)
    context = photo_context(article, number)
    if request.path != context["photo"].get_absolute_url():
        return redirect(context["photo"], permanent=True)
    return render(request, "articles/photo.html", context)


def photo_context(article, number):
    """Return what the page of one photo shows. Raises Http404 for a number that no photo has."""
    photos = list(article.photos.all())
    if not 1 <= number <= len(photos):
        raise Http404
    return {
        "article": article,
        "photo": photos[number - 1],
        "photos": photos,
        "older": photos[number - 2] if number > 1 else None,
        "newer": photos[number] if number < len(photos) else None,
    }


def reading_context(article):
    """Return what the article's page shows; the desk's preview shows the same."""
    published = Article.objects.published()
    older, newer = neighbours(article, published)
    return {
        "article": article,
        "editions": editions_of(article),
        "latest": _rail(article.language),
        "related": published.for_cards().related_to(article)[:RELATED],
        "older": older,
        "newer": newer,
    }


def front_context(language):
    """Return what the front page of one edition shows; the board's preview shows the same."""
    return {"front": compose(language), "latest": _rail(language), "editions": both_editions("front")}


def _edition():
    return Article.objects.published().in_language(get_language())


def _rail(language):
    return Article.objects.only("headline", "language", "publish_at").rail(language)


def _list(request, template, articles, **context):
    page = page_of(articles.for_cards(), request.GET.get("older"), by="publish_at", size=PAGE_SIZE)
    return render(request, template, {"page": page, "latest": _rail(get_language()), **context})


def _existing_day(year, month, day):
    # No archive is older than newspapers are, and at the ends of the calendar no day has neighbours.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Http404 from None
