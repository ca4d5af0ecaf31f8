"""The forms in which a name stands in a Russian or Kazakh text: enough to know it by, not to build them.

A Russian word changes its ending, a Kazakh name takes suffixes at its end. What is made of a name (Карагандинский of
Караганда) is another word, and so is what changes inside (Орёл, Орла).
"""

import re

LONGEST_ENDING = 12

_WORD = re.compile(r"[^\W\d_]+")
# Without -ов, -ев: Акимов is nearly always a surname, not of many an «аким».
_RUSSIAN = (
    "а|я|у|ю|е|ё|и|ы|о|ь|й|ом|ем|ём|ой|ей|ёй|ою|ею|ью|ам|ям|ами|ями|ах|ях"
    "|ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ую|юю|ых|их|ыми|ими"
)
_RUSSIAN_ENDING = re.compile(f"(?:{_RUSSIAN})$", re.IGNORECASE)
# Plural, whose it is, case, «the one in …».
_KAZAKH = (
    "(?:[лдт][ае]р)?(?:с?[ыі])?"
    "(?:[ндт](?:ың|ің)|[ғгқк][ае]|н[ае]|[ае]|[ндт][ыі]|н?[дт][ае](?:ғы|гі)?|н?[дт][ае]н|н[ае]н|н|[мбп]ен)?"
)


def stem(word: str, language: str, shortest: int) -> str:
    """What all forms of a word begin with, in lower case; the word itself when too little would be left."""
    found = _RUSSIAN_ENDING.search(word) if language == "ru" and _WORD.fullmatch(word) else None
    cut = word[: found.start()] if found else word
    return (cut if len(cut) >= shortest else word).casefold()


def forms_pattern(name: str, language: str, shortest: int) -> re.Pattern[str]:
    """What finds a name in any of its forms, its words parted by any spaces; words of shorter stems do not change."""
    words = name.split()
    changing = words if language == "ru" else words[-1:]
    unchanging = [re.escape(word) for word in words[: len(words) - len(changing)]]
    return re.compile(
        r"[ \u00a0\n]+".join([*unchanging, *(_forms(word, language, shortest) for word in changing)]) + r"(?!\w)",
        re.IGNORECASE,
    )


def _forms(word, language, shortest):
    first, last = re.fullmatch(r"(.*?)(\w*)", word, re.DOTALL).groups()
    begun = stem(last, language, shortest)
    if not _WORD.fullmatch(last) or len(begun) < shortest:
        return re.escape(word)
    endings = _RUSSIAN if language == "ru" else _KAZAKH
    return re.escape(first + last[: len(begun)]) + f"(?:{endings})?"
