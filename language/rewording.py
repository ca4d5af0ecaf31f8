"""Which words of a text became others."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")
SENTENCE_ENDS = re.compile(r"[.!?…]")
PAIRS_AT_ONCE = 4_000_000
"""Above this many pairs of words a text is compared sentence by sentence first."""


@dataclass(frozen=True)
class Piece:
    """A run of words: "same", "ins" or "del"."""

    kind: str
    text: str


def compare_words(old, new):
    """Return the Pieces that lead from one text to the other."""
    return _joined(_word_pieces(TOKEN.findall(old), TOKEN.findall(new)))


def _word_pieces(old, new):
    """Yield Pieces from one list of tokens to the other; blanks between words do not count."""
    one, other = ([token.strip() for token in tokens] for tokens in (old, new))
    begin = _common(one, other)
    tail = _common(one[begin:][::-1], other[begin:][::-1])
    yield Piece("same", "".join(new[:begin]))
    middle_old, middle_new = old[begin : len(old) - tail], new[begin : len(new) - tail]
    if len(middle_old) * len(middle_new) > PAIRS_AT_ONCE:
        yield from _sentence_pieces(middle_old, middle_new)
    else:
        yield from _pieces(one[begin : len(one) - tail], other[begin : len(other) - tail], middle_old, middle_new)
    yield Piece("same", "".join(new[len(new) - tail :]))


def _pieces(one, other, old, new):
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, other).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(new[new_start:new_end]))
        else:
            yield Piece("del", "".join(old[start:end]))
            yield Piece("ins", "".join(new[new_start:new_end]))


def _sentence_pieces(old, new):
    """Compare long texts by whole sentences, and by words within those that changed."""
    old, new = _sentences(old), _sentences(new)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        gone = [token for sentence in old[start:end] for token in sentence]
        come = [token for sentence in new[new_start:new_end] for token in sentence]
        if kind == "equal":
            yield Piece("same", "".join(come))
        elif len(gone) * len(come) <= PAIRS_AT_ONCE:
            yield from _pieces([t.strip() for t in gone], [t.strip() for t in come], gone, come)
        else:
            yield Piece("del", "".join(gone))
            yield Piece("ins", "".join(come))


def _sentences(tokens):
    sentences = [[]]
    for token in tokens:
        sentences[-1].append(token)
        if SENTENCE_ENDS.match(token):
            sentences.append([])
    return [tuple(sentence) for sentence in sentences]


def _common(one, other):
    """Return how many of the first tokens are the same."""
    number = 0
    for old, new in zip(one, other, strict=False):
        if old != new:
            break
        number += 1
    return number


def _joined(pieces):
    """Put neighbours of one kind together and leave out empty ones."""
    joined = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
