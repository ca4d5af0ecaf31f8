"""A stored body as numbered blocks of plain text: what a reader can point at, and what is mended in its place.

A block is an element with words directly in it: a paragraph, a heading, a list item or a table cell. Its text is that
of its own text nodes, as a browser reads them, a line break being a "\\n"; places in it are counted in code points.
"""

from dataclasses import dataclass, field

from articles.markup.tokens import BLOCKS, VOID, Token, tokens


class CrossesBoundary(ValueError):
    """The characters stand partly inside a link or bold words: only an editor can tell what becomes of those."""


@dataclass
class Block:
    """One block: where its start tag and its texts stand among the tokens of the body."""

    start: int
    pieces: list = field(default_factory=list)

    @property
    def text(self):
        """Its words."""
        return "".join(text for _place, text in self.pieces)


def texts_of(body):
    """Return the texts of a stored body's blocks, in order."""
    return [block.text for block in blocks_in(tokens(body))]


def blocks_in(stream):
    """Return the Blocks of a list of tokens, in order; those without words are none."""
    found, open_blocks = [], []
    for place, token in enumerate(stream):
        if token.tag in BLOCKS and token.kind == "start":
            open_blocks.append(Block(place))
            found.append(open_blocks[-1])
        elif token.tag in BLOCKS:
            open_blocks.pop()
        elif open_blocks and (token.kind == "text" or token.tag in VOID):
            open_blocks[-1].pieces.append((place, token.text if token.kind == "text" else "\n"))
    return [block for block in found if block.text.strip()]


def replace_in(body, number, start, end, text):
    """Return the body with the characters of its block `number` (from 1) from start to end replaced by the text.

    Links and bold words around them stay whole. Raises CrossesBoundary when the characters stand in several text
    nodes, IndexError when there is no such block.
    """
    stream = tokens(body)
    block = blocks_in(stream)[number - 1]
    place, offset = _piece_at(block, start, end)
    token = stream[place]
    stream[place] = Token("text", text=token.text[: start - offset] + text + token.text[end - offset :])
    return "".join(token.html() for token in stream)


def _piece_at(block, start, end):
    """Return (place of the token, offset of its text in the block) of the one text node that holds the characters."""
    offset, holding = 0, []
    for place, text in block.pieces:
        if offset <= start and end <= offset + len(text) and text != "\n":
            holding.append((place, offset, text))
        offset += len(text)
    if not holding:
        raise CrossesBoundary
    # What is put in between two nodes belongs to the word it touches, the one before it first.
    ends_word = holding[0][2][start - holding[0][1] - 1 : start - holding[0][1]].isalnum()
    goes_on = holding[-1][2][:1].isalnum()
    place, offset, _text = holding[-1] if goes_on and not ends_word else holding[0]
    return place, offset
