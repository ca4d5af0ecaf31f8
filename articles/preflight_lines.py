"""The lines of a body as the editor numbers them, so that a remark leads to the line it is about."""

from articles import markup
from language.typography import normalise

LINES = frozenset(["p", "h2", "h3"])


def lines_of(body):
    """Return a list of tokens for each paragraph or heading, empty ones too, and for words outside any."""
    lines, line, is_open = [], [], False
    for token in [*markup.tokens(normalise(body)), markup.Token("end", "div")]:
        if token.tag not in markup.BLOCKS:
            line.append(token)
            continue
        if is_open or text_of(line).strip():
            lines.append(line)
        line, is_open = [], token.kind == "start" and token.tag in LINES
    return lines


def text_of(line):
    """Return the words of a line, its breaks as line ends."""
    return "".join("\n" if token.tag in markup.VOID else token.text for token in line)
