"""Whether a text says one of the stop-words, plainly or disguised."""

from comments.discussions import StopWord
from language.folding import disguised
from paging.shared import shared


def has_stop_word(text):
    """Tell whether a moderator has to see the text first because of a word in it."""
    return any(disguised(word, text, inside=any_form) for word, any_form in shared("stop_words", _all))


def _all():
    return list(StopWord.objects.values_list("word", "any_form"))
