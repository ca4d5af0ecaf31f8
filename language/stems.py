"""Words without their endings, so that a search for машина finds машину, and one for көлік finds көлігіміз.

Russian by the Snowball stemmer (snowballstem.org/algorithms/russian/stemmer.html). Kazakh by taking endings off in the
order in which the language puts them on, from the right: case, possessive, plural (Қазақ грамматикасы, 2002,
«Зат есім»).
A word may be of either language, so it is kept under what each of them makes of it.
"""

import re
import unicodedata

import snowballstemmer

from language.typography import MARKS

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_RUSSIAN = snowballstemmer.stemmer("russian")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")

_VOWELS, _HARD, _NASAL = "аәеёиоөуұүыіэюя", "пфкқтсшщчцхһбвгд", "мнң"
_VOICED = "лрйзжмнңу"
# Each ending stands only after the sounds it stands after in speech: телефоны is телефон and ы, not телефо and ны.
_CASE = re.compile(
    rf"(?<=[{_VOWELS}{_NASAL}])(?:ның|нің|ны|ні)$|(?<=[{_VOICED}])(?:дың|дің|ды|ді)$|(?<=[{_HARD}])(?:тың|тің|ты|ті)$"
    rf"|(?<=[{_VOWELS}{_VOICED}])(?:дан|ден|да|де|ға|ге)$|(?<=[{_HARD}])(?:тан|тен|та|те|қа|ке)$"
    rf"|(?<=[{_NASAL}ыі])(?:нан|нен)$|(?<=[ыі])(?:нда|нде|на|не|н)$|(?<=[ыі][мң])(?:а|е)$"
    rf"|(?<=[{_VOWELS}лрймнңу])мен$|(?<=[зж])бен$|(?<=[{_HARD}])пен$"
)
_POSSESSIVE = re.compile(
    rf"(?<=[аәеиоуэюя])(?:сы|сі|мыз|міз|ңыз|ңіз)$|(?<=[^{_VOWELS}])(?:ымыз|іміз|ыңыз|іңіз|ым|ім|ың|ің|ы|і)$|(?<=у)(?:ы|і)$"
)
_PLURAL = re.compile(rf"(?<=[{_VOWELS}рй])(?:лар|лер)$|(?<=[лмнңзж])(?:дар|дер)$|(?<=[{_HARD}])(?:тар|тер)$")
# Two letters are a word where they are ат, үй, су; otherwise it takes three, one of them a vowel.
_WHOLE = re.compile(rf"[{_VOWELS}][^{_VOWELS}]|.у|(?=.*[{_VOWELS}]).{{2,}}[^оө]")
_HARDENED = str.maketrans("бгғ", "пкқ")


def stems(text: str) -> list[str]:
    """Every stem of every word of a text, each once, in their order: what a text is found by."""
    return list(dict.fromkeys(stem for word in words(text) for stem in stems_of(word)))


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents that only dictionaries write, ё as е."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("ё", "е").replace("\u0301", "")
    return _WORD.findall(plain)


def stems_of(word: str) -> tuple[str, ...]:
    """What a word in small letters is kept under: once as a Russian and once as a Kazakh word, where they differ."""
    if not _CYRILLIC.fullmatch(word):
        return (word,)
    return tuple(dict.fromkeys((_RUSSIAN.stemWord(word), kazakh_stem(word))))


def kazakh_stem(word: str) -> str:
    """The word without case, possessive and plural; a last б, г, ғ, which only stands before an ending, hardens.

    What is left is looked at again until nothing comes off, so that a stem is its own stem.
    """
    while True:
        shorter = word
        for ending in (_CASE, _POSSESSIVE, _PLURAL):
            shorter = _without(shorter, ending)
        if shorter == word:
            return word[:-1] + word[-1].translate(_HARDENED)
        word = shorter


def _without(word, ending):
    stem = ending.sub("", word)
    return stem if _WHOLE.fullmatch(stem) else word
