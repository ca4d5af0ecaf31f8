"""The newsroom's glossary: how local names and offices are spelled here."""

import re
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from language.typography import normalise

_WORD = re.compile(r"\w+")


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

    def __init__(self, entries):
        self._by_first_word = {}
        for entry in entries:
            for spelling in entry.wrong_spellings:
                first = _WORD.search(spelling)[0].casefold()
                self._by_first_word.setdefault(first, []).append((_pattern(spelling), spelling, entry))
        for candidates in self._by_first_word.values():
            candidates.sort(key=lambda candidate: -len(candidate[1]))

    @classmethod
    def of(cls, language):
        """Return the glossary of a language."""
        return cls(GlossaryEntry.objects.filter(language=language))

    def find(self, text):
        """Yield (start, end, mended, entry) of every wrong spelling in a normalised text, as whole words."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, spelling, entry in self._by_first_word.get(word[0].casefold(), ()):
                found = pattern.match(text, word.start())
                mended = found and _in_the_case_of(found[0], spelling, entry.right)
                if mended and not _stands_within(text, found.start(), found.end(), mended):
                    end = found.end()
                    yield found.start(), end, mended, entry
                    break


def _pattern(spelling):
    spelling = spelling[_WORD.search(spelling).start() :]
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
