"""The front page: what the desk has pinned, and the newest in the places that are left."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from articles.models import Article, Section

GRID_PLACES = 6
PHOTO_REPORTS = 12
OTHER_EDITION = 3
OTHER_NEWEST = 12
SECTION_BRIEFS = 3
SECTION_BLOCKS = 6
NEWEST = 80


@dataclass
class FrontPage:
    """The stories of the front page by their places; no story stands in two of lead, grid, reel and sections."""

    lead: Article | None = None
    more: list = field(default_factory=list)
    grid: list = field(default_factory=list)
    reel: Article | None = None
    sections: list = field(default_factory=list)
    other_edition: list = field(default_factory=list)


def compose(language):
    """Return the FrontPage of one edition as it stands now."""
    edition = Article.objects.published().in_language(language).for_cards()
    newest = list(edition.latest()[:NEWEST])
    pinned = list(edition.pinned())
    page = FrontPage()
    used = set()

    def take(articles, number):
        free = {article.pk: article for article in articles if article.pk not in used}
        taken = list(free.values())[:number]
        used.update(article.pk for article in taken)
        return taken

    _seat(page, pinned, newest, take)
    page.reel = _first(take(edition.photo_reports().latest()[:PHOTO_REPORTS], 1))
    if page.reel:
        prefetch_related_objects([page.reel], "photos__picture")
    page.more = take([a for a in newest if page.lead and a.section_id == page.lead.section_id], 2)
    page.sections = _section_blocks(newest, take)
    page.other_edition = _other_edition(language)
    return page


def _seat(page, pinned, newest, take):
    with_photo = [article for article in newest if article.lead_photo_id]
    on_top = [article for article in pinned if article.front_place == 1]
    page.lead = _first(take([*on_top, *with_photo, *newest], 1))
    page.grid = take([*pinned, *with_photo, *newest], GRID_PLACES)


def _other_edition(language):
    """The newest of the other edition, those with a picture first."""
    newest = Article.objects.published().exclude(language=language).for_cards().latest()[:OTHER_NEWEST]
    return sorted(newest, key=lambda article: article.lead_photo_id is None)[:OTHER_EDITION]


def _first(articles):
    return articles[0] if articles else None


def _section_blocks(newest, take):
    blocks = []
    for section in Section.objects.all():
        stories = take([article for article in newest if article.section_id == section.pk], SECTION_BRIEFS)
        if stories:
            blocks.append((section, stories))
    return blocks[:SECTION_BLOCKS]
