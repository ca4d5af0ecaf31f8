"""Clean text and final typography for Russian and Kazakh, applied once, when a text is saved.

The rules are those of Russian typesetting (Milchin, Cheltsova, «Справочник издателя и автора»), which Kazakh
newspapers share; only the short words that must not end a line are Russian alone.

Every rule replaces punctuation and spaces only, so letters and digits keep their order and their piece.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise

from language.quotes import printed_quotes

NBSP = "\u00a0"
MARKS = "\u0300-\u036f"
"""Accents that stay apart from their letter even in NFC (а́), as a range for a character class."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
    # The joiner that makes one emoji of several is the one invisible sign a reader sees.
    f"|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
)


def normalise(text: str) -> str:
    """The same text in NFC with LF line ends, without controls and invisible signs; no-break spaces stay."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))


def purify(row, fields):
    """Put the named names on one line, without controls and invisible signs: in XML there is no room for them."""
    for field in fields:
        setattr(row, field, normalise(getattr(row, field)).replace("\n", " ").strip())


def typeset(text: str, language: str) -> str:
    """The text normalised and in final typography. Doing it again changes nothing."""
    return typeset_pieces([normalise(text)], language)[0]


def typeset_pieces(pieces: list[str], language: str, *, opens: bool = True) -> list[str]:
    """The typography of one block given as its normalised text nodes, in order; as many pieces come back.

    Joined, they equal `typeset` of the joined text. A line break inside the block is given as a "\\n" piece.
    opens says that the first piece begins the block, where a hyphen is the dash of direct speech.
    """
    text, ends = "".join(pieces), list(accumulate(map(len, pieces)))
    for rule in _rules(language):
        edits = (edit for edit in rule(text) if opens or rule is not _SPEECH_DASH or edit[0] > 0)
        text, ends = _edited(text, ends, edits)
    return [text[start:end] for start, end in pairwise([0, *ends])]


Edit = tuple[int, int, str]
Rule = Callable[[str], Iterable[Edit]]


def _edited(text: str, ends: list[int], edits: Iterable[Edit]) -> tuple[str, list[int]]:
    """The text with the edits made, and where each piece ends now."""
    parts, moved, copied, growth = [], [], 0, 0
    waiting = iter([*ends, len(text) + 1])
    end = next(waiting)
    for start, stop, new in edits:
        while end < stop:
            moved.append(growth + (end if end <= start else start + min(end - start, len(new))))
            end = next(waiting)
        parts += text[copied:start], new
        copied, growth = stop, growth + len(new) - (stop - start)
    moved += [rest + growth for rest in ends[len(moved) :]]
    return "".join([*parts, text[copied:]]), moved


def _rule(pattern: str, new: str | Callable[[str], str], flags: int = 0) -> Rule:
    """Replace what group 1 of the pattern matched; a match without it is text to be left alone."""
    compiled = re.compile(pattern, flags)

    def edits(text: str) -> Iterable[Edit]:
        for found in compiled.finditer(text):
            if found[1] is not None:
                yield found.start(1), found.end(1), new(found[1]) if callable(new) else new

    return edits


def _quotes(text: str) -> Iterable[Edit]:
    return ((position, position + 1, mark) for position, mark in printed_quotes(text))


def _rules(language: str) -> list[Rule]:
    return _PUNCTUATION + _NO_BREAK + (_RUSSIAN_NO_BREAK if language == "ru" else [])


_GAP = f"[ {NBSP}]"
_DASH = "(?:--?|[–—])"
_LETTER = r"[^\W\d_]"
_CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_WEB_ADDRESS = r'(?<!\w)(?:https?://|www\.)[^\s<>"«»„“”]*[^\s<>"«»„“”.,;:!?…)\]]'
_EMAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)*"

_SPEECH_DASH = _rule(rf'^({_GAP}*{_DASH}(?:{_GAP}+(?=[^\s–—-])|(?=(?:{_LETTER}|[«„“"(…]))))', f"—{NBSP}", re.MULTILINE)

_PUNCTUATION = [
    _rule(f"([ \t{NBSP}]{{2,}}|\t)", lambda gap: NBSP if NBSP in gap else " "),
    # «в зоне .kz», «…и тогда» and smileys keep their space.
    _rule(rf"({_GAP})(?=(?![:;]-?[()DP])[,.;:!?…]++(?!\w)|[»)])", ""),
    _rule(rf"(?<=[«„(])(?<![:;]\()(?<![:;]-\()({_GAP})(?=\S)", ""),
    _rule(rf"{_WEB_ADDRESS}|(\.{{3,}})", "…"),
    _quotes,
    _SPEECH_DASH,
    _rule(rf"({_GAP}{_DASH})(?={_GAP}|$)", f"{NBSP}—", re.MULTILINE),
    # «…», -сказал and «…»,- сказал: the typist missed one of the two spaces.
    _rule(rf"(?<=[,!?…»])({_GAP}-)(?={_LETTER})", f"{NBSP}— "),
    _rule(rf"{_WEB_ADDRESS}|(?:(?<=[,!?…])|(?<=[\w.!?…)]»))(-)(?={_GAP})", f"{NBSP}—"),
    # 10-15, but no phone (8-701-000-00-01), date (2026-09-29), decimal, time or document number.
    _rule(
        rf"{_WEB_ADDRESS}|{_EMAIL}|(?<![\w.,:/@#+–−-])(?<!\d{_GAP})(?!0\d)\d{{1,4}}(-)"
        rf"(?=(?!0\d)\d{{1,4}}(?![\w/]|[-–−.,:]\d|{_GAP}\d))",
        "–",
    ),
]

_UNITS = r"км|кг|см|мм|м|га|жж?\.|гг?\.|руб|тенге|теңге|тг|тыс|мың|млн|млрд|трлн"

_NO_BREAK = [
    _rule(r"( )(?=—)", NBSP),
    _rule(r"(?<=[№§])( )(?=\S)", NBSP),
    _rule(rf"(?<=\d)( )(?=[₸%]|°[CС]|(?:{_UNITS})(?![^\W²³]))", NBSP),
    _rule(r"(?<!\d)\d{1,3}( )(?=\d{3}(?!\d))", NBSP),
    _rule(rf"(?<!\w){_CAPITAL}\.( )(?={_CAPITAL})", NBSP),
]

_RUSSIAN_NO_BREAK = [
    _rule(r"(?<![\w-])(?:в|во|на|с|со|к|ко|о|об|у|и|а|но|не|по|за|из|от|до)( )(?=\S)", NBSP, re.IGNORECASE),
    _rule(r"(?<=[\w»])( )(?=(?:ли|же|бы|б|ж)(?![\w/-]))", NBSP),
]
