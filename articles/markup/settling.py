"""Making a body final: sanitised, its blocks checked, its text normalised and typeset."""

import nh3
from django_prose_editor.config import allowlist_from_extensions

from articles.embeds import recognise
from articles.markup.tokens import BLOCKS, SAME_AS, VOID, Token, tokens
from language.typography import normalise, typeset_pieces

PAGE_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
}
BODY_EXTENSIONS = PAGE_EXTENSIONS | {
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "PhotoRef": True,
    "Embed": True,
}

MAY_BE_EMPTY = frozenset(["td", "th", "figure", "div"])


def clean(html, language):
    """Return an article's body as it may be stored: sanitised, its blocks checked, its text normalised and typeset."""
    return _settle(_body_sanitizer.clean(normalise(html)), language)


def clean_page(html, language):
    """Return the text of a standing page (about, reuse) as it may be stored."""
    return _settle(_page_sanitizer.clean(normalise(html)), language)


def _sanitizer(extensions):
    """The sanitiser of what the editor may write, and of the same in other words."""
    allowed = allowlist_from_extensions(extensions)
    attributes = allowed["attributes"] | {"a": {"href"}, "ol": set()}
    return nh3.Cleaner(**allowed | {"tags": allowed["tags"] | set(SAME_AS), "attributes": attributes})


_body_sanitizer = _sanitizer(BODY_EXTENSIONS)
_page_sanitizer = _sanitizer(PAGE_EXTENSIONS)


def _settle(html, language):
    settled = _typeset(_wrap_loose(_check_links(_check_blocks(tokens(html)))), language)
    return "".join(token.html() for token in _without_empty(settled))


def _check_blocks(stream):
    """Keep figures that name a picture, each once, and embeds that are known; an unknown one becomes a plain link."""
    checked, inside, placed = [], None, set()
    for token in stream:
        if inside:
            inside = None if token.kind == "end" and token.tag == inside else inside
        elif token.kind == "start" and (token.tag == "figure" or "data-embed" in token.attrs):
            block = _own_block(token)
            written = "".join(piece.html() for piece in block)
            if token.tag == "div" or written not in placed:
                checked += block
            placed.add(written)
            inside = token.tag
        elif token.tag not in ("figure", "div"):
            checked.append(token)
    return checked


def _own_block(token):
    picture, address = token.attrs.get("data-photo"), token.attrs.get("data-embed")
    if token.tag == "figure" and picture and picture.isascii() and picture.isdigit() and len(picture) < 18:
        return [Token("start", "figure", {"data-photo": str(int(picture))}), Token("end", "figure")]
    if token.tag == "div" and address:
        embed = recognise(address)
        if embed:
            return [Token("start", "div", {"data-embed": embed.address}), Token("end", "div")]
        return _link_paragraph(address)
    return []


def _link_paragraph(address):
    if not address.startswith(("https://", "http://")):
        return []
    return [
        Token("start", "p"),
        Token("start", "a", {"href": address}),
        Token("text", text=address),
        Token("end", "a"),
        Token("end", "p"),
    ]


def _check_links(stream):
    """Keep of a link its address only; a link that leads nowhere becomes plain words."""
    checked, leads = [], True
    for token in stream:
        if token.tag != "a":
            checked.append(token)
        elif token.kind == "start":
            leads = bool(token.attrs.get("href"))
            checked += [Token("start", "a", {"href": token.attrs["href"]})] if leads else []
        elif leads:
            checked.append(token)
    return checked


def _wrap_loose(stream):
    """Give words that stand outside any block a paragraph of their own."""
    wrapped, depth, loose = [], 0, False
    for token in stream:
        is_block = token.tag in BLOCKS
        if loose and is_block:
            wrapped.append(Token("end", "p"))
            loose = False
        elif not loose and not is_block and depth == 0 and (token.tag or token.text.strip()):
            wrapped.append(Token("start", "p"))
            loose = True
        if is_block:
            depth += 1 if token.kind == "start" else -1
        if loose or depth or is_block:
            wrapped.append(token)
    return [*wrapped, Token("end", "p")] if loose else wrapped


def _typeset(stream, language):
    """Typeset every line of text as a whole, so that quotes and dashes see across bold words and links."""
    settled, line = [], []
    for token in [*stream, Token("end", "p")]:
        if token.tag in BLOCKS or token.tag in VOID:
            texts = typeset_pieces([settled[place].text for place in line], language)
            for place, text in zip(line, texts, strict=True):
                settled[place] = Token("text", text=text)
            line = []
        elif token.kind == "text":
            line.append(len(settled))
        settled.append(token)
    return settled[:-1]


def _without_empty(stream):
    """Leave out elements that hold nothing, and blanks at the end of blocks."""
    kept = []
    for token in stream:
        if token.kind == "end":
            blanks = []
            while kept and kept[-1].kind == "text" and not kept[-1].text.strip():
                blanks.insert(0, kept.pop())
            is_empty = kept[-1].kind == "start" and kept[-1].tag == token.tag and token.tag not in MAY_BE_EMPTY
            if is_empty:
                kept.pop()
            if token.tag not in BLOCKS:
                kept += blanks
            if is_empty:
                continue
        kept.append(token)
    return kept
