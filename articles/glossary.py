"""The newsroom's glossary: how local names and offices are spelled here."""

import re
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from language.forms import LONGEST_ENDING, forms_pattern, stem
from language.typography import normalise

_WORD = re.compile(r"\w+")
# With so few letters of a stem a wrong word would be taken for a form of other words: Нур, на Нуре.
SHORTEST_ALONE, SHORT = 4, 2


class GlossaryEntry(models.Model):
    """One right spelling, and the wrong ones that are met instead of it."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ru")
    right = models.CharField(_("right spelling"), max_length=200)
    wrong = models.TextField(_("wrong spellings"), max_length=4000, help_text=_("One on each line."))
    note = models.CharField(_("explanation"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")
        ordering = ["right", "pk"]

    def __str__(self):
        return self.right

    @cached_property
    def wrong_spellings(self):
        """The wrong spellings, each on one line; the right one is not among them."""
        lines = (" ".join(line.split()) for line in normalise(self.wrong).split("\n"))
        return [line for line in dict.fromkeys(lines) if _WORD.search(line) and line != self.right]


class Glossary:
    """All entries of one language, ready to look through texts of any length in one pass over their words."""

    def __init__(self, entries, language="ru"):
        self._language = language
        self._by_first_word, self._by_stem, self._right_by_stem = {}, {}, {}
        for entry in entries:
            for spelling in entry.wrong_spellings:
                first = _WORD.search(spelling)[0]
                self._by_first_word.setdefault(first.casefold(), []).append((_pattern(spelling), spelling, entry))
                self._take(self._by_stem, spelling, entry, SHORT if " " in spelling else SHORTEST_ALONE)
            self._take(self._right_by_stem, entry.right, entry, SHORT)
        for candidates in (*self._by_first_word.values(), *self._by_stem.values()):
            candidates.sort(key=lambda candidate: -len(candidate[1]))

    @classmethod
    def of(cls, language):
        """Return the glossary of a language."""
        return cls(GlossaryEntry.objects.filter(language=language), language)

    def find(self, text):
        """Yield (start, end, mended, entry) of every wrong spelling in a normalised text, as whole words.

        One in another form than the entry names has no one right mending: it comes with None, unless the right
        spelling may stand in that form too.
        """
        end = right_until = 0
        for word in _WORD.finditer(text):
            right_until = max(right_until, self._end_of_right(text, word))
            if word.start() < end:
                continue
            found = self._exactly(text, word) or (word.start() >= right_until and self._in_a_form(text, word))
            if found:
                end = found[1]
                yield found

    def _exactly(self, text, word):
        for pattern, spelling, entry in self._by_first_word.get(word[0].casefold(), ()):
            found = pattern.match(text, word.start())
            mended = found and _in_the_case_of(found[0], spelling, entry.right)
            if mended and not _stands_within(text, found.start(), found.end(), mended):
                return found.start(), found.end(), mended, entry
        return None

    def _in_a_form(self, text, word):
        for found, spelling, entry in self._forms(self._by_stem, text, word):
            plain = " ".join(found[0].split())
            if plain.casefold() != spelling.casefold():
                return found.start(), found.end(), None, entry
        return None

    def _end_of_right(self, text, word):
        return max((found.end() for found, *_entry in self._forms(self._right_by_stem, text, word)), default=0)

    def _take(self, by_stem, spelling, entry, shortest):
        spelling = _from_first_word(spelling)
        first = _WORD.match(spelling)
        if first:
            candidate = (forms_pattern(spelling, self._language, shortest), spelling, entry)
            by_stem.setdefault(stem(first[0], self._language, shortest), []).append(candidate)

    def _forms(self, by_stem, text, word):
        """Yield (match, spelling, entry) of the spellings that stand at a word in one of their forms."""
        folded = word[0].casefold()
        for length in range(len(folded), max(0, len(folded) - LONGEST_ENDING - 1), -1):
            for pattern, spelling, entry in by_stem.get(folded[:length], ()):
                found = pattern.match(text, word.start())
                if found and _has_the_capitals_of(found[0], spelling):
                    yield found, spelling, entry


def _from_first_word(spelling):
    first = _WORD.search(spelling)
    return spelling[first.start() :] if first else ""


def _pattern(spelling):
    spelling = _from_first_word(spelling)
    words = r"[ \u00a0\n]+".join(re.escape(word) for word in spelling.split())
    return re.compile(rf"{words}(?!\w)", re.IGNORECASE)


def _in_the_case_of(found, spelling, right):
    """Return the right spelling in the case in which the wrong one was found; None when the case makes it another."""
    plain = " ".join(found.split())
    if plain == spelling:
        return right
    if plain == spelling[:1].upper() + spelling[1:]:
        return right[:1].upper() + right[1:]
    return right.upper() if plain == spelling.upper() and plain != right.upper() else None


def _stands_within(text, start, end, right):
    """Tell whether the words are part of the right spelling already."""
    within = re.compile(re.escape(text[start:end]))
    return any(
        text.startswith(right, start - part.start()) for part in within.finditer(right) if part.start() <= start
    )


def _has_the_capitals_of(found, spelling):
    """Tell whether a form has a capital wherever the spelling has; in capitals altogether it may be any."""
    pairs = zip(found.split(), spelling.split(), strict=False)
    return found.isupper() or all(one[0].isupper() or not other[0].isupper() for one, other in pairs)
