"""Preflight: what an editor should know of a story before readers see it. Remarks warn; very few block."""

import json
import re
from bisect import bisect_left
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain, islice

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.glossary import Glossary
from articles.models import Article, Hashtag, Photo
from articles.preflight_lines import lines_of, text_of
from articles.preflight_links import leading_nowhere
from articles.preflight_neighbours import near_hashtag, twin_of
from language.hashtags import clean_hashtag, find_hashtags, hashtag_key
from language.look_alikes import look_alikes
from language.sensitive import child_in_trouble, suicide
from language.slips import slips
from language.typography import normalise

BLOCKS, WARNS = "blocks", "warns"
LONGEST_HEADLINE = 110
NARROWEST_PHOTO = 1200
MOST_REMARKS = 200
MOST_NEW_HASHTAGS = 60
QUOTED_AROUND = 24
_WIDE = re.compile("[\U00010000-\U0010ffff]")

SLIPS = {
    "space": gettext_lazy("Space before a mark"),
    "hyphen": gettext_lazy("Hyphen in place of a dash"),
    "quotes": gettext_lazy("Straight quotes"),
    "gap": gettext_lazy("Two spaces in a row"),
    "sign": gettext_lazy("Marks that are printed otherwise"),
}


@dataclass(frozen=True)
class StoryPhoto:
    """A photo as the form holds it; `field` is the beginning of its fields' names."""

    number: int
    width: int
    caption: str = ""
    credit: str = ""
    alt: str = ""
    field: str = ""


@dataclass(frozen=True)
class Story:
    """What preflight looks at: an article or the form of one, saved or not."""

    language: str
    headline: str
    kicker: str = ""
    lead: str = ""
    body: str = ""
    source_line: str = ""
    has_section: bool = False
    hashtags: tuple[str, ...] = ()
    photos: tuple[StoryPhoto, ...] = ()
    article_id: int | None = None


@dataclass(frozen=True)
class Text:
    """One text of a story: a field, or a numbered line of the body."""

    field: str
    text: str
    block: int | None = None
    label: str = ""

    @cached_property
    def _wide(self):
        return [found.start() for found in _WIDE.finditer(self.text)]

    def units(self, place):
        """Return how many UTF-16 units stand before a place."""
        return place + bisect_left(self._wide, place)


@dataclass(frozen=True)
class Fix:
    """A replacement in a field; `start` counts UTF-16 units, as browsers do, `block` the body's lines from nought."""

    field: str
    start: int
    old: str
    new: str
    block: int | None = None


@dataclass(frozen=True)
class Remark:
    """One thing to know: where it is, what it is, the words it is about, and its one right mending, if it has one."""

    code: str
    severity: str
    field: str
    message: str
    where: str = ""
    quote: str = ""
    block: int | None = None
    fixes: tuple[Fix, ...] = field(default=())

    @property
    def blocks(self):
        """Whether the story cannot be published with it."""
        return self.severity == BLOCKS

    @property
    def key(self):
        """What makes this remark the same one when the story is checked again, though lines have moved."""
        return sha256("\0".join([self.code, self.field, self.quote]).encode()).hexdigest()[:12]

    @property
    def fixes_json(self):
        """The fixes for the desk's script."""
        return json.dumps([asdict(fix) for fix in self.fixes], ensure_ascii=False)


def story_of(article):
    """Return a saved article as preflight sees it."""
    photos = tuple(
        StoryPhoto(photo.number, photo.picture.width, photo.caption, photo.credit, photo.alt)
        for photo in article.photos.select_related("picture")
    )
    return Story(
        language=article.language,
        headline=article.headline,
        kicker=article.kicker,
        lead=article.lead,
        body=article.body,
        source_line=article.source_line,
        has_section=article.section_id is not None,
        hashtags=tuple(hashtag.name for hashtag in article.hashtags.all()),
        photos=photos,
        article_id=article.pk,
    )


def remarks(story, *, before_saving=False):
    """Return the remarks on a story, the blocking ones first, MOST_REMARKS at most.

    `before_saving` adds what saving will mend by itself, for an editor who wants to see it mended now.
    """
    texts = list(_texts(story))
    found = chain(
        _missing(story),
        _long_headline(story),
        _photos(story),
        chain.from_iterable(_words(text, story.language, before_saving) for text in texts),
        _glossary(texts, story.language),
        _hashtags(story, texts),
        _links(story),
        _twin(story),
        _sensitive(texts),
    )
    return sorted(islice(found, MOST_REMARKS), key=lambda remark: not remark.blocks)


def _texts(story):
    for name in ("headline", "kicker", "lead", "source_line"):
        yield Text(name, normalise(getattr(story, name)), label=_name(Article, name))
    for number, line in enumerate(lines_of(story.body)):
        yield Text("body", text_of(line), number, _("paragraph %(number)d") % {"number": number + 1})
    for photo in story.photos:
        for name in ("caption", "credit", "alt"):
            yield Text(f"{photo.field}-{name}", normalise(getattr(photo, name)), label=_photo_label(photo))


def _missing(story):
    if not story.headline.strip():
        yield Remark("no-headline", BLOCKS, "headline", _("No headline"), _name(Article, "headline"))
    if not story.has_section:
        yield Remark("no-section", BLOCKS, "section", _("No section"), _name(Article, "section"))
    if not story.photos:
        yield Remark("no-lead-photo", WARNS, "photos", _("No lead photo"), _name(Article, "lead_photo"))


def _long_headline(story):
    length = len(story.headline.strip())
    if length > LONGEST_HEADLINE:
        message = _("Longer than %(most)d characters: %(number)d") % {"most": LONGEST_HEADLINE, "number": length}
        yield Remark("long-headline", WARNS, "headline", message, _name(Article, "headline"))


def _photos(story):
    missing = {"caption": _("No caption"), "credit": _("No credit"), "alt": _("No description for the blind")}
    for photo in story.photos:
        where = _photo_label(photo)
        for name, message in missing.items():
            if not getattr(photo, name).strip():
                yield Remark(f"no-{name}", WARNS, f"{photo.field}-{name}", message, where)
        if photo.width < NARROWEST_PHOTO:
            message = _("Narrower than %(least)d pixels: %(width)d") % {"least": NARROWEST_PHOTO, "width": photo.width}
            yield Remark("narrow", WARNS, photo.field, message, where)


def _words(text, language, before_saving):
    by_kind = {}
    for slip in slips(text.text, language):
        if before_saving or not slip.is_settled:
            by_kind.setdefault((slip.kind, slip.mended is None), []).append(slip)
    for (kind, _unsure), same in by_kind.items():
        fixes = [_fix(text, slip.start, slip.end, slip.mended) for slip in same if slip.mended is not None]
        yield _remark(kind, text, same[0].start, same[0].end, str(SLIPS[kind]), *fixes)
    for start, end, _word, mended, letters in look_alikes(text.text):
        message = _("Latin letters in a Cyrillic word: %(letters)s") % {"letters": ", ".join(dict(letters))}
        yield _remark("look-alikes", text, start, end, message, _fix(text, start, end, mended))


def _glossary(texts, language):
    glossary = Glossary.of(language)
    for text in texts:
        for start, end, mended, entry in glossary.find(text.text):
            message = _("The glossary has “%(right)s”") % {"right": entry.right}
            message = f"{message} — {entry.note}" if entry.note else message
            fixes = [_fix(text, start, end, mended)] if mended else []
            yield _remark("glossary", text, start, end, message, *fixes)


def _hashtags(story, texts):
    typed = [(name, Text("hashtags", name, label=_name(Article, "hashtags")), 0) for name in story.hashtags]
    for text in texts:
        if text.field == "body":
            typed += [(name, text, start + 1) for start, _end, name in find_hashtags(text.text)]
    near_ones = _near_hashtags([name for name, _text, _start in typed])
    for name, text, start in typed:
        near = near_ones.get(hashtag_key(name))
        if near:
            message = _("The hashtag is new; there is #%(known)s already") % {"known": near}
            old = name if text.field == "body" else clean_hashtag(name)
            fix = Fix(text.field, text.units(start), old, near, text.block)
            yield Remark("near-hashtag", WARNS, text.field, message, text.label, f"#{old}", text.block, (fix,))


def _near_hashtags(names):
    """Return {key: name of a known hashtag near it} of those that are new; of very many only the first few."""
    keys = dict.fromkeys(hashtag_key(name) for name in names)
    known = Hashtag.objects.known(keys)
    new = islice((key for key in keys if key not in known), MOST_NEW_HASHTAGS)
    return {key: near_hashtag(key) for key in new}


def _links(story):
    for line, words, address, sentence in leading_nowhere(story.body):
        where = _("paragraph %(number)d") % {"number": line + 1}
        quote = f"{words} ({address})" if address and words != address else words
        yield Remark("link", WARNS, "body", sentence, where, quote[:120], line)


def _twin(story):
    twin = twin_of(story.headline, story.language, story.article_id)
    if twin:
        day = date_format(localtime(twin.publish_at), "DATE_FORMAT")
        message = _("A recent article has this headline: number %(number)d, %(day)s") % {"number": twin.pk, "day": day}
        yield Remark("twin", WARNS, "headline", message, _name(Article, "headline"), twin.headline)


def _sensitive(texts):
    reminders = [
        (
            "suicide",
            suicide,
            _(
                "On suicide: no method, no place, no farewell note, no single cause, nothing of it in the headline. "
                "Say where help is found: the line 111 answers day and night."
            ),
        ),
        (
            "child",
            child_in_trouble,
            _(
                "On a child in trouble: no name, face, school, address or parents by whom the child could be known, "
                "unless the law and the parents allow it."
            ),
        ),
    ]
    for code, finds, message in reminders:
        spoken = ((text, finds(text.text)) for text in texts)
        text, span = next(((text, span) for text, span in spoken if span), (None, None))
        if span:
            yield _remark(code, text, *span, message)


def _remark(code, text, start, end, message, *fixes):
    quote = _quoted(text.text, start, end)
    return Remark(code, WARNS, text.field, message, text.label, quote, text.block, fixes)


def _fix(text, start, end, new):
    return Fix(text.field, text.units(start), text.text[start:end], new, text.block)


def _quoted(text, start, end):
    """The words with a little of what stands around them, cut between words."""
    before, after = text[max(0, start - QUOTED_AROUND) : start], text[end : end + QUOTED_AROUND]
    if start > QUOTED_AROUND:
        before = "…" + re.sub(r"^\S*\s", "", before)
    if end + QUOTED_AROUND < len(text):
        after = re.sub(r"\s\S*$", "", after) + "…"
    return f"{before}{text[start:end]}{after}".replace("\n", " ")


def _name(model, name):
    return str(model._meta.get_field(name).verbose_name)


def _photo_label(photo):
    return str(Photo(number=photo.number))
