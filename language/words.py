"""How long a text is, for editors and for readers."""

import re

from language.typography import MARKS

WORDS_A_MINUTE = 180
"""The mean over 17 languages, read aloud, is 184 (Trauzettel-Klosinski, Dietz et al., 2012, IReST)."""

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:[-\u2010\u2011'’ʼ](?:[^\W_]|[{MARKS}])+)*")


def count_words(text: str) -> int:
    """Words are runs of letters and digits; a hyphen or an apostrophe inside does not part them."""
    return sum(1 for _ in _WORD.finditer(text))


def reading_minutes(words: int) -> int:
    """Whole minutes to read so many words, rounded up, never none."""
    return max(1, -(-words // WORDS_A_MINUTE))
