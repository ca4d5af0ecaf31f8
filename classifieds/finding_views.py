"""Lists of ads: by category, by place, by what is asked."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from classifieds.catalogue import catalogue
from classifieds.facets import counted, counts_of, facets_of
from classifieds.finding import Question
from classifieds.saved_searches import Period
from editions.addresses import both_editions
from paging.keyset import page_of

SIZE = 30
PROMOTED = 3


@require_safe
def offers(request, category=None, place=None):
    """/ads/, /ads/<category>/, /ads/in/<place>/, /ads/<category>/in/<place>/: what is offered."""
    question = Question(request.GET, _found("categories", category), _found("places", place))
    by, ascending = question.sorting
    cursor = request.GET.get("older", "")
    ads = question.ads()
    counts = counts_of(question)
    has_first = not cursor and by == "bumped_at"
    first = list(ads.promoted().for_cards().order_by("-promoted_until")[:PROMOTED]) if has_first else []
    found = (ads if counts.beyond else counted(question)).exclude(pk__in=[ad.pk for ad in first])
    page = page_of(found.for_cards(), cursor, by=by, size=SIZE, ascending=ascending)
    context = {
        "question": question,
        "counts": counts,
        "facets": facets_of(question, counts),
        "numbers": question.number_fields,
        "carried": question.carried,
        "first": first,
        "periods": Period.choices,
        "page": page,
        "is_for_robots": question.is_plain and page.is_first,
        "editions": both_editions(lambda: question.path),
        "sorts": [question.with_("sort", sort) for sort in ("", "cheap", "dear")],
    }
    return render(request, "classifieds/list.html", context)


def _found(tree, slug):
    row = slug and getattr(catalogue(), tree).find(slug)
    if slug and row is None:
        raise Http404
    return row or None
