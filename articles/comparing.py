"""What differs between two saved states, in words that people read: text, not HTML; names, not ids."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import markup
from articles.merging import blocks_of, same
from articles.notes import Note
from articles.photos import Photo
from articles.revisions import MOMENTS, PHOTO_WORDS, TEXTS
from language import moments
from language.rewording import Piece, compare_words

WORD = re.compile(r"\w+")
LIKE_ENOUGH = 0.4
MARKS = {
    "strong": gettext_lazy("bold"),
    "em": gettext_lazy("italic"),
    "a": gettext_lazy("link"),
    "h2": gettext_lazy("heading"),
    "h3": gettext_lazy("small heading"),
    "li": gettext_lazy("list item"),
    "blockquote": gettext_lazy("quotation"),
}
NAMES = {
    "lead_picture": gettext_lazy("lead photo"),
    "photos": gettext_lazy("photos"),
    "notes": Note._meta.verbose_name_plural,
}


@dataclass(frozen=True)
class Mark:
    """Markup that was put on words ("ins") or taken off them ("del")."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True)
class Block:
    """What became of a block: "same", "changed", "added", "removed" or "moved"; of "same" ones `number` in a row."""

    kind: str
    pieces: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    number: int = 1


@dataclass(frozen=True)
class PhotoChange:
    """What became of a photo: "added", "removed", "moved" or "changed", and its words that differ."""

    kind: str
    picture: int
    number: int
    words: list


def compare_bodies(old, new, captions):
    """Return the Blocks that lead from one body to the other; `captions` are {picture id: words} of their photos."""
    old, new = blocks_of(old), blocks_of(new)
    steps = SequenceMatcher(None, old, new).get_opcodes()
    removed = Counter(block for kind, i, j, _k, _l in steps if kind in ("replace", "delete") for block in old[i:j])
    added = Counter(block for kind, _i, _j, k, end in steps if kind in ("replace", "insert") for block in new[k:end])
    moved = removed & added
    blocks = []
    for kind, start, end, new_start, new_end in steps:
        if kind == "equal":
            blocks.append(Block("same", number=end - start))
            continue
        gone = [block for block in old[start:end] if block not in moved]
        blocks += _compare_run(gone, new[new_start:new_end], moved, captions)
    return blocks


def compare_photos(old, new):
    """Return the PhotoChanges between two lists of photos of snapshots."""
    was, is_now = ({photo["picture"]: photo for photo in photos} for photos in (old, new))
    stayed = [picture for picture in was if picture in is_now]
    standing = _longest_in_order(stayed, [picture for picture in is_now if picture in was])
    places = {picture: place for place, picture in enumerate(was, start=1)}
    changes = [PhotoChange("removed", p, places[p], _photo_words(was[p], {})) for p in was if p not in is_now]
    for number, (picture, photo) in enumerate(is_now.items(), start=1):
        words = _photo_words(was.get(picture, {}), photo)
        if picture not in was:
            changes.append(PhotoChange("added", picture, number, words))
        elif picture not in standing:
            changes.append(PhotoChange("moved", picture, number, words))
        elif words:
            changes.append(PhotoChange("changed", picture, number, words))
    return changes


def compare_notes(old, new):
    """Return [("added", "removed" or "changed", what kind of note, Pieces)] of the notes that differ."""
    was, is_now = ({note["note"]: note for note in notes} for notes in (old, new))
    gone = [("removed", _kind(was[pk]), compare_words(was[pk]["text"], "")) for pk in was if pk not in is_now]
    come = [
        (
            "changed" if pk in was else "added",
            _kind(note),
            compare_words(was.get(pk, {}).get("text", ""), note["text"]),
        )
        for pk, note in is_now.items()
        if note != was.get(pk)
    ]
    return gone + come


def changed_fields(old, new):
    """Return the keys of what differs between two snapshots, in the snapshot's order."""
    return [key for key in new | old if not same(key, old.get(key), new.get(key))]


def count_changes(old, new):
    """Return (words added, words removed) between two snapshots, moved words left out."""
    before, after = _all_words(old), _all_words(new)
    return (after - before).total(), (before - after).total()


def name_of(model, key):
    """Return the name of a snapshot's field, as the form says it."""
    return str(NAMES.get(key) or model._meta.get_field(key).verbose_name)


def shown(model, key, value):
    """Return a value of a snapshot as people read it: names, moments in words."""
    if value in (None, "", []):
        return _("nothing")
    if key in MOMENTS:
        moment = timezone.localtime(datetime.fromisoformat(value))
        return moments.when(moment, timezone.localtime(), get_language())
    if key == "hashtags":
        return " ".join(f"#{name}" for name in value)
    if key == "lead_picture":
        return _("another photo")
    definition = model._meta.get_field(key)
    if definition.is_relation:
        ids = value if isinstance(value, list) else [value]
        found = definition.related_model.objects.in_bulk(ids)
        return ", ".join(str(found.get(pk) or _("deleted since")) for pk in ids)
    return str(dict(definition.flatchoices).get(value, value))


def text_of_block(block, captions):
    """Return what a reader sees of a block, photos and embeds in words."""
    for token in markup.tokens(block):
        if token.tag == "figure":
            caption = captions.get(int(token.attrs["data-photo"]), "")
            return _("Photo: %(caption)s") % {"caption": caption} if caption else _("Photo")
        if token.tag == "div":
            return token.attrs["data-embed"]
        break
    return markup.text_of(block)


def captions_of(*snapshots):
    """Return {picture id: caption} of the snapshots' photos."""
    return {photo["picture"]: photo["caption"] for snapshot in snapshots for photo in snapshot["photos"]}


def _compare_run(gone, come, moved, captions):
    """Pair the blocks that went with those that came in their place."""
    come = list(come)
    pairs = _pairs([_bag(block) for block in gone], [Counter() if b in moved else _bag(b) for b in come])
    partner = {new: old for old, new in pairs}
    blocks, taken = [], 0
    for place, block in enumerate(come):
        if place in partner:
            blocks += [_removed(old, captions) for old in gone[taken : partner[place]]]
            blocks.append(_changed(gone[partner[place]], block, captions))
            taken = partner[place] + 1
        elif block in moved:
            blocks.append(Block("moved", [Piece("same", text_of_block(block, captions))]))
        else:
            blocks.append(Block("added", [Piece("ins", text_of_block(block, captions))]))
    return blocks + [_removed(old, captions) for old in gone[taken:]]


def _pairs(gone, come):
    """Yield (place, place) of bags of words that are alike, in order, each once."""
    begin = 0
    for old, words in enumerate(gone):
        for new in range(begin, min(begin + 50, len(come))):
            both = max(words.total(), come[new].total())
            if both and (words & come[new]).total() >= LIKE_ENOUGH * both:
                yield old, new
                begin = new + 1
                break


def _bag(block):
    return Counter(WORD.findall(markup.text_of(block)))


def _removed(block, captions):
    return Block("removed", [Piece("del", text_of_block(block, captions))])


def _changed(old, new, captions):
    pieces = compare_words(text_of_block(old, captions), text_of_block(new, captions))
    is_reworded = any(piece.kind != "same" for piece in pieces)
    before, after = _marks(old), _marks(new)
    # Where words changed as well, only what no reader would see is worth a line: where a link leads.
    told = [("del", mark) for mark in before if mark not in after] + [("ins", m) for m in after if m not in before]
    marks = [Mark(kind, MARKS[tag], text) for kind, (tag, text) in told if tag == "a" or not is_reworded]
    return Block("changed", pieces, marks)


def _marks(block):
    """Return [(tag, words)] of the markup of a block; of links their address as well."""
    found, opened = [], []
    for token in markup.tokens(block):
        if token.kind == "text":
            for mark in opened:
                mark[1] += token.text
        elif token.tag in MARKS:
            if token.kind == "start":
                opened.append([token.tag, "", token.attrs.get("href")])
            else:
                tag, words, address = opened.pop()
                found.append((tag, f"{words} ({address})" if address else words))
    return found


def _photo_words(old, new):
    """Return [(name of the word's field, Pieces)] of what differs."""
    pairs = ((word, old.get(word, ""), new.get(word, "")) for word in PHOTO_WORDS)
    return [
        (str(Photo._meta.get_field(word).verbose_name), compare_words(was, is_now))
        for word, was, is_now in pairs
        if was != is_now
    ]


def _kind(note):
    return str(Note.Kind(note["kind"]).label)


def _longest_in_order(one, other):
    matches = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {picture for match in matches for picture in one[match.a : match.a + match.size]}


def _all_words(snapshot):
    texts = [snapshot.get(key) or "" for key in TEXTS]
    texts += [photo[word] for photo in snapshot["photos"] for word in PHOTO_WORDS]
    texts += [note["text"] for note in snapshot.get("notes", [])]
    return Counter(WORD.findall(re.sub("<[^>]*>", " ", " ".join(texts))))
