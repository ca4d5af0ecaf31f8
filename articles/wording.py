"""The words of an article by the place they stand in, so that a place in them can be named, followed and mended.

A place's block is the number of a block of the body ("1", "2" …), a line's name ("headline", "kicker", "lead") or
"photo-<picture>" for a caption. Offsets are counted in code points of the stored text.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import markup
from articles.final_text import check_room

LINES = ("headline", "kicker", "lead")
CAPTION = re.compile(r"photo-([0-9]{1,17})")


def wording_of(snapshot):
    """Return {block: text} of a revision's snapshot, in reading order; empty ones are left out."""
    words = {line: snapshot[line] for line in LINES}
    words |= {f"photo-{photo['picture']}": photo["caption"] for photo in snapshot["photos"]}
    words |= {str(number): text for number, text in enumerate(markup.texts_of(snapshot["body"]), start=1)}
    return {block: text for block, text in words.items() if text}


def is_in_body(block):
    """Tell whether the block stands in the body."""
    return block.isdigit()


def mended(snapshot, block, start, end, text):
    """Return the snapshot with the characters of a block replaced. Raises CrossesBoundary as `mend` does."""

    def replaced(words):
        return words[:start] + text + words[end:]

    if is_in_body(block):
        return snapshot | {"body": markup.replace_in(snapshot["body"], int(block), start, end, text)}
    caption = CAPTION.fullmatch(block)
    if not caption:
        return snapshot | {block: replaced(snapshot[block])}
    photos = [
        photo | {"caption": replaced(photo["caption"])} if photo["picture"] == int(caption[1]) else photo
        for photo in snapshot["photos"]
    ]
    return snapshot | {"photos": photos}


def mend(article, block, start, end, text):
    """Replace characters of a block in place and save; readers are not told of an update for it.

    The article's row is locked by the caller, and its words are those that start and end were counted in. Raises
    CrossesBoundary when links or bold words begin or end within the characters, ValidationError when the line has
    no room for the text or would be left empty.
    """
    if is_in_body(block):
        article.body = markup.replace_in(article.body, int(block), start, end, text)
        article.settle_text()
        article.save(update_fields=["body", "saved_at"])
        article.gather_hashtags()
        return
    caption = CAPTION.fullmatch(block)
    row, field = (article.photos.get(picture=caption[1]), "caption") if caption else (article, block)
    words = getattr(row, field)
    setattr(row, field, words[:start] + text + words[end:])
    check_room(row, [field], article.language)
    if not article.headline:
        raise ValidationError({"headline": _("A story needs a headline.")})
    row.save(update_fields=[field])
    article.save(update_fields=["saved_at"])
