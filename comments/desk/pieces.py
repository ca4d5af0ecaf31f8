"""A comment cut into pieces as a moderator should see it: links as the text they are, stop-words marked."""

from dataclasses import dataclass

from comments.wording import pieces


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


def _marked(text, words):
    """Part a text without links at the stop-words in it."""
    return [Piece(text)] if text else []
