"""Reads the demonstration paper from its files and lays it into an empty site."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Author, Hashtag, Photo, Publication, Section, Status
from newsroom.demo import offers, reports, talk
from pictures.models import Picture

FOLDER = Path(__file__).parent
PLACED_PHOTO = re.compile(r'data-photo="(\d+)"')


class Paper:
    """The demonstration paper: what its files say, and the rows and pictures made of it."""

    def __init__(self):
        about = tomllib.loads((FOLDER / "publication.toml").read_text("utf-8"))
        self.publication = about["publication"]
        self.sections, self.authors = about["section"], about["author"]
        self.synonyms = [group["hashtags"] for group in about["synonym"]]
        self.stories = [
            story | {"section": section["key"]}
            for section in self.sections
            for story in tomllib.loads((FOLDER / "stories" / f"{section['key']}.toml").read_text("utf-8"))["story"]
        ]

    def is_loaded(self):
        """Tell whether the paper has been laid into this site before: its authors are here."""
        slugs = [author["slug"] for author in self.authors]
        return Author.objects.filter(slug__in=slugs).count() == len(slugs)

    def load(self):
        """Make everything, or nothing: rows in one transaction, pictures before it, taken away if it fails."""
        pictures, portraits = {}, {}
        try:
            shown = {photo["file"] for story in self.stories for photo in story.get("photos", [])}
            for name in sorted(shown | offers.pictures()):
                pictures[name] = _take_in(FOLDER / "pictures" / f"{name}.jpg")
            for author in self.authors:
                portraits[author["slug"]] = _take_in(FOLDER / "portraits" / f"{author['portrait']}.jpg")
            with transaction.atomic():
                self._lay_out(pictures, portraits)
        except BaseException:
            for picture in [*pictures.values(), *portraits.values()]:
                picture.delete()
            raise

    load.alters_data = True

    def _lay_out(self, pictures, portraits):
        now = timezone.now()
        if not Publication.objects.exists():
            Publication(**self.publication).save()
        sections = {section["key"]: _section(section) for section in self.sections}
        authors = {author["slug"]: _author(author, portraits[author["slug"]]) for author in self.authors}
        for shown, *others in self.synonyms:
            for other in others:
                Hashtag.objects.named(other).make_synonym_of(Hashtag.objects.named(shown))
        articles = {}
        for story in sorted(self.stories, key=lambda story: -story["hours_ago"]):
            article = _article(story, sections[story["section"]], pictures)
            article.authors.set(authors[slug] for slug in story["authors"])
            _bring_to_its_state(article, story, now)
            articles[story["key"]] = article
        for story in self.stories:
            if story["language"] == "ru" and "pair" in story:
                articles[story["key"]].pair_with(articles[story["pair"]])
        talk.lay_out(articles)
        reports.lay_out(articles)
        offers.lay_out(pictures)


def _take_in(path):
    with path.open("rb") as file:
        return Picture.objects.take_in(file, name=path.name)


def _section(section):
    fields = {name: value for name, value in section.items() if name != "key"}
    return Section.objects.get_or_create(slug_ru=fields.pop("slug_ru"), defaults=fields)[0]


def _author(author, portrait):
    return Author.objects.create(**author | {"portrait": portrait})


def _article(story, section, pictures):
    """An article with its photos and hashtags, still a draft."""
    photos = story.get("photos", [])
    article = Article.objects.create(
        language=story["language"],
        section=section,
        kicker=story["kicker"],
        headline=story["headline"],
        lead=story["lead"],
        body=PLACED_PHOTO.sub(
            lambda found: f'data-photo="{pictures[photos[int(found[1]) - 1]["file"]].pk}"', story["body"]
        ),
        source_line=story.get("source", ""),
        format=story.get("format", ""),
        age_mark=story.get("age", ""),
        front_place=story.get("pinned"),
    )
    for number, photo in enumerate(photos, start=1):
        words = {name: photo[name] for name in ("caption", "credit", "alt")}
        Photo.objects.create(article=article, picture=pictures[photo["file"]], number=number, **words)
    article.settle_photos()
    article.hashtags.add(*story["hashtags"])
    article.gather_hashtags()
    return article


def _bring_to_its_state(article, story, now):
    """Publish what the paper shows, at its hour; leave or take away what it does not."""
    status = Status(story.get("status", Status.PUBLISHED))
    if status in (Status.PUBLISHED, Status.WITHDRAWN):
        article.publish(at=(now - timedelta(hours=story["hours_ago"])).replace(second=0))
    if status == Status.WITHDRAWN:
        article.withdraw()
    if status == Status.IN_REVIEW:
        article.send_to_review()
