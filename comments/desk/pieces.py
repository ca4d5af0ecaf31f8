"""A comment cut into pieces as a moderator should see it: links as the text they are, stop-words marked."""

from dataclasses import dataclass

from language.folding import disguised, readable
from language.own_words import pieces

MARKED = 40


@dataclass(frozen=True)
class Piece:
    """Some characters of a comment, and what is to be said about them: "", "link" or "stop"."""

    text: str
    kind: str = ""


def pieces_of(text, words):
    """Return the Pieces of a text in order; `words` are the StopWords looked for outside links."""
    cut = []
    for piece, address in pieces(text):
        if address:
            cut.append(Piece(piece, "link"))
        else:
            cut += _marked(piece, words)
    return cut


def said_of(text, words):
    """Return the StopWords that the text says, plainly or in disguise."""
    return [word.word for word in words if disguised(word.word, text, inside=word.any_form)]


def _marked(text, words):
    """Part a text without links at the stop-words in it, if what readers see of it stands letter for letter in it."""
    places = _places(text, words) if len(readable(text)) == len(text) else []
    cut, done = [], 0
    for start, end in places:
        cut += [Piece(text[done:start]), Piece(text[start:end], "stop")]
        done = end
    return [piece for piece in [*cut, Piece(text[done:])] if piece.text]


def _places(text, words):
    """Return where stop-words stand, in order, none within another; the first ones of each word are enough."""
    found = []
    for word in words:
        begin = 0
        while len(found) < MARKED and (place := disguised(word.word, text[begin:], inside=word.any_form)):
            found.append((begin + place[0], begin + place[1]))
            begin += place[1]
    apart, last = [], 0
    for start, end in sorted(found):
        if start >= last:
            apart.append((start, end))
            last = end
    return apart
