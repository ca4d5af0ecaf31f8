"""Words of the article that a comment quotes: only what the article really says."""

from articles.markup import text_of
from language.own_words import tidy_line


def is_said_in(article, quote):
    """Tell whether the article's headline, lead or text says the quote, however its spaces and lines fall."""
    if not quote:
        return False
    said = tidy_line(f"{article.headline}\n{article.lead}\n{text_of(article.body)}")
    return tidy_line(quote).strip("…") in said
