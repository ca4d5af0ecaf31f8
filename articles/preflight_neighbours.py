"""What stands near a story already: hashtags spelled almost the same, recent articles under the same headline."""

import re
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Hashtag
from language.hashtags import hashtag_key

RECENT = timedelta(days=30)
SHORTEST_TO_COMPARE = 4
LONG = 8
MOST_COMPARED = 3000
LONGEST_ENDING = 3


def near_hashtag(name):
    """Return the name of a known hashtag that differs by a slip or an ending from this one, or None."""
    key = hashtag_key(name)
    if len(key) < SHORTEST_TO_COMPARE:
        return None
    beside = Q(key__startswith=key[:2]) | Q(key__endswith=key[-3:])
    candidates = Hashtag.objects.filter(beside).exclude(key=key).values_list("key", "name")[:MOST_COMPARED]
    near = ((_distance(key, other), known) for other, known in candidates if _are_near(key, other))
    return min(near, default=(0, None))[1]


def twin_of(headline, language, article_id=None):
    """Return a published article of the last 30 days whose headline has the same words, or None."""
    key = _words_of(headline)
    if not key:
        return None
    recent = Article.objects.published().in_language(language).filter(publish_at__gte=timezone.now() - RECENT)
    recent = recent.exclude(pk=article_id).only("headline", "language", "publish_at").latest()
    return next((article for article in recent if _words_of(article.headline) == key), None)


def _words_of(headline):
    """A headline without case, punctuation and the dots of ё."""
    return " ".join(re.findall(r"[^\W_]+", headline.casefold().replace("ё", "е")))


def _are_near(key, other):
    """Tell whether one slip (two in long words) or another ending parts them; other digits make another hashtag."""
    if re.findall(r"\d+", key) != re.findall(r"\d+", other) or len(other) < SHORTEST_TO_COMPARE:
        return False
    if abs(len(key) - len(other)) > LONGEST_ENDING:
        return False
    shorter = min(len(key), len(other))
    stem = next((n for n, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), shorter)
    same_stem = stem >= SHORTEST_TO_COMPARE + 1 and max(len(key), len(other)) - stem <= LONGEST_ENDING
    return same_stem or _distance(key, other) <= (2 if shorter >= LONG else 1)


def _distance(one, other):
    """The number of letters to put in, leave out or change (Levenshtein, 1965)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row = row, [i]
        for j, its in enumerate(other, start=1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != its)))
    return row[-1]
