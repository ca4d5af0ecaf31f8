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
    "и": "ilіı1|!u",
    "к": "kқκҝҡҟӄ",
    "м": "m",
    "н": "hңһη",
    "о": "oө0οσ",
    "р": "pρҏ",
    "с": "cς",
    "т": "tτ",
    "у": "yүұγ",
    "х": "xχ×",
    "ш": "щw",
    "s": "5$ѕ",
}
_LOOK = str.maketrans({other: letter for letter, others in _ONE_LOOK.items() for other in others})
# Signs that only tell how a letter before them sounds: names are written with and without.
_SOUNDLESS = str.maketrans("", "", "ьъ")

_WRITTEN_AS = {
    "а": "aə@4α",
    "ә": "аaəэ@",
    "б": "6b",
    "в": "b8vwβ",
    "г": "gr",
    "ғ": "гgr",
    "д": "dg",
    "е": "eёє3",
    "ё": "еeё",
    "ж": "*",
    "з": "3z",
    "и": "uiіı1!й",
    "й": "иuiy",
    "і": "iи1l!ı",
    "к": "kκҝҡҟӄ",
    "қ": "кkqκҝҡҟӄ",
    "л": "l",
    "м": "m",
    "н": "hn",
    "ң": "нhnh",
    "о": "o0өο",
    "ө": "оo0ο",
    "п": "nп",
    "р": "prҏ",
    "с": "cs$ѕ",
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
# Kazakh letters for Russian ones: in whole words alone that are long enough and have none of them as they are. Within
# others, and among shorter ones, there are innocent Kazakh words without number (кал, қал).
_IN_KAZAKH = {"а": "ә", "г": "ғ", "к": "қ", "н": "ң"}
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
LONG_ENOUGH = 4
_KAZAKH_WORDS = frozenset([
    "ағашқа", "бараң", "ғана", "қазақ", "қандалы", "қара", "қарақалпақ", "қарға", "қарта", "қора", "қырғыз", "маңда",
    "марқа", "мәмбет",
])  # fmt: skip
"""Kazakh words of that length that look like a Russian one somebody may forbid; found with a dictionary."""
# A letter with an accent, or a small capital, is the letter: á ӓ ѐ ᴀ. Й and ё are letters of their own.
_BARE = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00))
    if chr(code) not in "йЙёЁ"
} | dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"), "abcdefghijklmnoprstuvwyz", strict=True))
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
    word, nor is a Kazakh word a Russian one. With `inside`, the word also counts as a part of a longer one.
    """
    pattern = _pattern(word, inside)
    if pattern is None:
        return None
    return next((found.span() for found in pattern.finditer(readable(text)) if _counts(found[0], word)), None)


@lru_cache(maxsize=32)
def readable(text: str) -> str:
    """The text in small letters without what no reader sees: zero-width signs, marks upon letters."""
    return _plain(text).casefold()


def _plain(text):
    composed = unicodedata.normalize("NFKC", text).translate(_BARE)
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Mn", "Me", "Cc") or c.isspace())


def _counts(found, word):
    return any(map(str.isalpha, found)) and (found not in _KAZAKH_WORDS or found == readable(word))


@lru_cache(maxsize=2000)
def _pattern(word, inside):
    parts = [letters for letters in map(_letters, readable(word).split()) if letters]
    if not parts:
        return None
    may_be_spaced = sum(map(len, parts)) >= FEWEST_SPACED and len(parts) <= MOST_SPACED
    written = rf"{_GAP}{{1,3}}".join(_written(letters, may_be_spaced, inside) for letters in parts)
    start, end = ("", "") if inside else (r"(?<![^\W_])", r"(?![^\W_])")
    return re.compile(f"{start}{written}{end}")


def _letters(part):
    return [character for character in part if character.isalnum()]


def _written(letters, may_be_spaced, inside):
    """The ways to write the letters of one word, as a pattern.

    Each run of one look ends before the next may begin, and gaps are short: no text takes long to search.
    """
    runs = [(letter, len([*run])) for letter, run in groupby(letters)]
    may_be_kazakh = not inside and len(letters) >= LONG_ENOUGH and _KAZAKH_LETTERS.isdisjoint(letters)
    in_kazakh = _IN_KAZAKH if may_be_kazakh else {}
    signs = [
        f"[{re.escape(letter + _WRITTEN_AS.get(letter, '') + in_kazakh.get(letter, ''))}]" for letter, _length in runs
    ]
    ways = [rf"{_SEPARATOR}{{0,3}}".join(rf"{sign}{{1,30}}" for sign in signs)]
    if may_be_spaced:
        more = [max(1, length - 1) for _letter, length in runs]
        ways.append(
            rf"{_GAP}{{1,3}}".join(
                rf"{sign}(?:{_GAP}{{1,3}}{sign}){{0,{most}}}" for sign, most in zip(signs, more, strict=True)
            )
        )
    return f"(?:{'|'.join(ways)})"
