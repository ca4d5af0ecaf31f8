"""Showing a stored body on a page: the one bridge that text crosses, and the only place that calls it safe."""

import json
from html import escape

from django.utils.safestring import mark_safe

from articles.embeds import recognise
from articles.markup.blocks import blocks_in
from articles.markup.tokens import Token, tokens
from language.hashtags import find_hashtags, hashtag_key


def render(body, *, photo=None, embed=None, hashtags=None, numbered=False):
    """Return a stored body as safe HTML for the page.

    `photo(picture_id)` and `embed(Embed)` return the HTML that stands for those blocks; `hashtags` maps keys
    to the hashtags whose #words become links. With `numbered`, every block carries its number (markup.blocks).
    """
    pieces, links = [], 0
    for token in _numbered(tokens(body)) if numbered else tokens(body):
        if token.tag == "figure":
            pieces.append(photo(int(token.attrs["data-photo"])) if token.kind == "start" else "")
        elif token.tag == "div":
            pieces.append(embed(recognise(token.attrs["data-embed"])) if token.kind == "start" else "")
        elif token.kind == "text" and not links and hashtags:
            pieces.append(_link_hashtags(token.text, hashtags))
        else:
            links += {"start": 1, "end": -1}.get(token.kind, 0) if token.tag == "a" else 0
            pieces.append(token.html())
    return mark_safe("".join(pieces))  # noqa: S308 - tokens come from a sanitised body and are escaped again


def json_ld(data):
    """Return data as JSON that may stand inside a script element (HTML Living Standard §4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - every character that could end the element is escaped


def _numbered(stream):
    for number, block in enumerate(blocks_in(stream), start=1):
        tag = stream[block.start]
        stream[block.start] = Token("start", tag.tag, tag.attrs | {"data-block": str(number)})
    return stream


def _link_hashtags(text, hashtags):
    pieces, place = [], 0
    for start, end, name in find_hashtags(text):
        hashtag = hashtags.get(hashtag_key(name))
        if hashtag:
            href = escape(hashtag.get_absolute_url())
            pieces.append(escape(text[place:start], quote=False))
            pieces.append(f'<a href="{href}" rel="tag">{escape(text[start:end], quote=False)}</a>')
            place = end
    return "".join(pieces) + escape(text[place:], quote=False)
