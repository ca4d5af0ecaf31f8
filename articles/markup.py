"""The one bridge that text crosses on its way from a person to a page.

`clean` makes a body final when it is saved; `render` turns a saved body into the page's HTML. A body holds paragraphs,
headings, lists, quotes, tables, links, and two blocks of our own: `<figure data-photo="ID">` names a picture of the
article, `<div data-embed="ADDRESS">` a post elsewhere.
"""

import json
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.safestring import mark_safe
from django_prose_editor.config import allowlist_from_extensions

from articles.embeds import recognise
from language.hashtags import find_hashtags, hashtag_key
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

BLOCKS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "tbody",
        "thead",
        "tr",
        "th",
        "td",
        "figure",
        "div",
    ]
)
VOID = frozenset(["br"])
# What other editors write for what we call by another name.
SAME_AS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3"}
MAY_BE_EMPTY = frozenset(["td", "th", "figure", "div"])


@dataclass(frozen=True)
class Token:
    """A piece of canonical HTML: a start tag, an end tag or a text."""

    kind: str
    tag: str = ""
    attrs: dict = field(default_factory=dict)
    text: str = ""

    def html(self):
        """Write the piece back, escaped."""
        if self.kind == "text":
            return escape(self.text, quote=False)
        if self.kind == "end":
            return f"</{self.tag}>"
        attrs = "".join(f' {name}="{escape(value or "")}"' for name, value in self.attrs.items())
        return f"<{self.tag}{attrs}>"


def clean(html, language):
    """Return an article's body as it may be stored: sanitised, its blocks checked, its text normalised and typeset."""
    return _settle(_body_sanitizer.clean(normalise(html)), language)


def clean_page(html, language):
    """Return the text of a standing page (about, reuse) as it may be stored."""
    return _settle(_page_sanitizer.clean(normalise(html)), language)


def render(body, *, photo=None, embed=None, hashtags=None):
    """Return a stored body as safe HTML for the page.

    `photo(picture_id)` and `embed(Embed)` return the HTML that stands for those blocks; `hashtags` maps keys
    to the hashtags whose #words become links.
    """
    pieces, links = [], 0
    for token in tokens(body):
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


def tokens(html):
    """Return a stored body as a list of tokens."""
    parser = _Tokenizer()
    parser.feed(html)
    parser.close()
    return parser.tokens


def text_of(body):
    """Return the words of a stored body, one line for each block."""
    lines = "".join("\n" if token.tag in BLOCKS or token.tag in VOID else token.text for token in tokens(body)).split(
        "\n"
    )
    return "\n".join(line.strip() for line in lines if line.strip())


def hashtags_in(body):
    """Return the names of the hashtags typed in a stored body, in order, each once."""
    found = (name for token in tokens(body) if token.kind == "text" for *_, name in find_hashtags(token.text))
    return list(dict.fromkeys(found))


def pictures_in(body):
    """Return the ids of the pictures that the body places, in order."""
    return [
        int(token.attrs["data-photo"]) for token in tokens(body) if token.kind == "start" and token.tag == "figure"
    ]


def _sanitizer(extensions):
    """The sanitiser of what the editor may write, and of the same in other words."""
    allowed = allowlist_from_extensions(extensions)
    attributes = allowed["attributes"] | {"a": {"href"}, "ol": set()}
    return nh3.Cleaner(**allowed | {"tags": allowed["tags"] | set(SAME_AS), "attributes": attributes})


_body_sanitizer = _sanitizer(BODY_EXTENSIONS)
_page_sanitizer = _sanitizer(PAGE_EXTENSIONS)


class _Tokenizer(HTMLParser):
    """Reads the canonical HTML that the sanitiser writes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tokens = []

    def handle_starttag(self, tag, attrs):
        self.tokens.append(Token("start", SAME_AS.get(tag, tag), dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.tokens.append(Token("end", SAME_AS.get(tag, tag)))

    def handle_data(self, data):
        self.tokens.append(Token("text", text=data))


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
