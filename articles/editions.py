"""The editions in which an article, or a list of articles, stands."""

from editions.addresses import in_edition


def editions_of(article):
    """Return {language: path} of an article and, when the public may read it, its pair."""
    stories = [article, article.public_pair]
    return {story.language: story.get_absolute_url() for story in stories if story}


def editions_with(articles, page):
    """Return {language: path} for the editions in which at least one of the articles stands."""
    languages = articles.order_by().values_list("language", flat=True).distinct()
    return {language: in_edition(language, page) for language in languages}
