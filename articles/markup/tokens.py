"""A stored body as a list of tokens, and what it says: its words, its hashtags, its pictures."""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from language.hashtags import find_hashtags

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
