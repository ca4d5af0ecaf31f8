"""Words as a hasty reader sees them: through look-alike letters, spaced out, drawn out.

Two questions are answered. `look` gives one key for each look of a name, so that two names that can be mistaken for
each other have the same. `disguised` finds a word in a text that tries to hide it; it is stricter, because whole texts
are full of innocent neighbours.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_ONE_LOOK = {
    "а": "aәə@4α",
    "б": "bв68β",
    "г": "rғ",
    "е": "eєэ€",
    "з": "3ӡ",
    "и": "ilіїı1|!",
    "к": "kқκҝ",
    "м": "m",
    "н": "hңһη",
    "о": "oө0οσ",
    "р": "pρ",
    "с": "cς",
    "т": "tτ",
    "у": "yүұγ",
    "х": "xχ×",
    "ш": "щw",
    "s": "5$",
}
_LOOK = str.maketrans({other: letter for letter, others in _ONE_LOOK.items() for other in others})
# Signs that only tell how a letter before them sounds: names are written with and without.
_SOUNDLESS = str.maketrans("", "", "ьъ")

_WRITTEN_AS = {
    "а": "aə@4α",
    "ә": "аaəäэ@",
    "б": "6b",
    "в": "b8vwβ",
    "г": "gr",
    "ғ": "гgr",
    "д": "dg",
    "е": "eёє3",
    "ё": "еeё",
    "ж": "*",
    "з": "3z",
    "и": "uiіїı1!й",
    "й": "иuiy",
    "і": "iи1l!ıї",
    "к": "kκ",
    "қ": "кkqκ",
    "л": "l",
    "м": "m",
    "н": "hn",
    "ң": "нhnh",
    "о": "o0өο",
    "ө": "оo0ο",
    "п": "nп",
    "р": "pr",
    "с": "cs$",
    "т": "tmτ",
    "у": "yuүұγ",
    "ұ": "уyuүγ",
    "ү": "уyuұγ",
    "ф": "f",
    "х": "xhһχ×",
    "һ": "хhx",
    "ч": "4",
    "ш": "щw",
    "щ": "шw",
    "ъ": "ь",
    "ы": "y",
    "ь": "ъb",
    "э": "е3e",
}
# What is put between the letters of one word to part them; a space parts words as a rule, so it does not belong here.
_SEPARATOR = r"[-._*·•'’`~|/\\+=]"
_GAP = rf"(?:{_SEPARATOR}|\s)"
FEWEST_SPACED = 3
"""Letters of a word that is looked for with a space between every two of them: «с у» is nobody's disguise."""
MOST_SPACED = 4
"""Words of a phrase that is looked for so: each may be written in either way, so each doubles the ways to try."""


def look(text: str) -> str:
    """One key for all texts that look the same to a hasty reader; "" when nothing readable is in it.

    Case, spaces, signs, marks and repeats do not matter; Latin, Greek and Kazakh letters and digits are the Russian
    letters that they resemble.
    """
    folded = _plain(text).casefold().translate(_LOOK)
    letters = "".join(c for c in unicodedata.normalize("NFKD", folded) if c.isalnum()).translate(_SOUNDLESS)
    return "".join(letter for letter, _run in groupby(letters.translate(_LOOK)))


def disguised(word: str, text: str, *, inside: bool = False) -> tuple[int, int] | None:
    """(start, end) of the first place in `readable(text)` where the word stands, openly or in disguise, or None.

    Seen through are look-alike letters, digits for letters, repeats, signs between letters, and a space between every
    two letters. The word may be several, parted in the text by at most three spaces or signs. A number is never a
    word. With `inside`, the word also counts as a part of a longer one.
    """
    pattern = _pattern(word, inside)
    if pattern is None:
        return None
    places = (found.span() for found in pattern.finditer(readable(text)) if any(map(str.isalpha, found[0])))
    return next(places, None)


@lru_cache(maxsize=32)
def readable(text: str) -> str:
    """The text in small letters without what no reader sees: zero-width signs, marks piled upon letters."""
    return _plain(text).casefold()


def _plain(text):
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Mn", "Me", "Cc") or c.isspace())


@lru_cache(maxsize=2000)
def _pattern(word, inside):
    parts = [letters for letters in map(_letters, readable(word).split()) if letters]
    if not parts:
        return None
    may_be_spaced = sum(map(len, parts)) >= FEWEST_SPACED and len(parts) <= MOST_SPACED
    written = rf"{_GAP}{{1,3}}".join(_written(letters, may_be_spaced) for letters in parts)
    start, end = ("", "") if inside else (r"(?<![^\W_])", r"(?![^\W_])")
    return re.compile(f"{start}{written}{end}")


def _letters(part):
    return [character for character in part if character.isalnum()]


def _written(letters, may_be_spaced):
    """The ways to write the letters of one word, as a pattern.

    Each run of one look ends before the next may begin, and gaps are short: no text takes long to search.
    """
    runs = [(letter, len([*run])) for letter, run in groupby(letters)]
    signs = [f"[{re.escape(letter + _WRITTEN_AS.get(letter, ''))}]" for letter, _length in runs]
    ways = [rf"{_SEPARATOR}{{0,3}}".join(rf"{sign}{{1,30}}" for sign in signs)]
    if may_be_spaced:
        more = [max(1, length - 1) for _letter, length in runs]
        ways.append(
            rf"{_GAP}{{1,3}}".join(
                rf"{sign}(?:{_GAP}{{1,3}}{sign}){{0,{most}}}" for sign, most in zip(signs, more, strict=True)
            )
        )
    return f"(?:{'|'.join(ways)})"
