"""The front page: what the desk has pinned, and the newest in the places that are left."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from articles.models import Article, Section

GRID_PLACES = 6
LEAD = 1
PLACES = range(LEAD, LEAD + GRID_PLACES + 1)
PHOTO_REPORTS = 12
OTHER_EDITION = 3
OTHER_NEWEST = 12
SECTION_BRIEFS = 3
SECTION_BLOCKS = 6
NEWEST = 80


@dataclass
class FrontPage:
    """The stories of the front page by their places; no story stands in two of lead, grid, reel and sections."""

    seats: dict = field(default_factory=dict)
    more: list = field(default_factory=list)
    reel: Article | None = None
    sections: list = field(default_factory=list)
    other_edition: list = field(default_factory=list)

    @property
    def lead(self):
        """The story in the first place, or None."""
        return self.seats.get(LEAD)

    @property
    def grid(self):
        """The stories in the places after the first, in order."""
        return [self.seats[place] for place in PLACES if place != LEAD and place in self.seats]


def compose(language):
    """Return the FrontPage of one edition as it stands now."""
    edition = Article.objects.published().in_language(language).for_cards()
    newest = list(edition.latest()[:NEWEST])
    pinned = list(edition.pinned())
    with_photo = [article for article in newest if article.lead_photo_id]
    page = FrontPage()
    used = set()

    def take(articles, number):
        free = {article.pk: article for article in articles if article.pk not in used}
        taken = list(free.values())[:number]
        used.update(article.pk for article in taken)
        return taken

    page.seats = seat(pinned)
    used.update(article.pk for article in page.seats.values())
    for place in PLACES:
        # What shares a place with another pinned story goes to the next free one, though never on top by itself.
        crowded_out = [] if place == LEAD else pinned
        if place not in page.seats and (found := take([*crowded_out, *with_photo, *newest], 1)):
            page.seats[place] = found[0]
    page.reel = _first(take(edition.photo_reports().latest()[:PHOTO_REPORTS], 1))
    if page.reel:
        prefetch_related_objects([page.reel], "photos__picture")
    page.more = take([a for a in newest if page.lead and a.section_id == page.lead.section_id], 2)
    page.sections = _section_blocks(newest, take)
    page.other_edition = _other_edition(language)
    return page


def seat(pinned):
    """Return {place: article}: of those pinned to one place, the first."""
    seats = {}
    for article in pinned:
        if article.front_place in PLACES:
            seats.setdefault(article.front_place, article)
    return seats


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
