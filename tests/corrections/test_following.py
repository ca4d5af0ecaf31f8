"""Places are followed through differences; where there is doubt they are given up, never moved to another word."""

from hypothesis import given
from hypothesis import strategies as st

from corrections.aligning import follow_in_text
from corrections.following import Lost, Place, became, follow

ROBIN = "Robin встретила Robin у моста."


def blocks(*texts, **lines):
    return lines | {str(number): text for number, text in enumerate(texts, start=1)}


def test_what_stands_before_and_behind_a_change_moves_with_it():
    old, new = "Полоса закрыта до пятницы.", "Вся полоса закрыта до субботы."

    assert follow_in_text(old, new, 7, 14) == (11, 18)
    assert new[11:18] == "закрыта"


def test_a_word_that_was_mended_is_not_found_in_an_earlier_one():
    old, new = blocks(ROBIN), blocks("Robin встретила Элизу у моста.")
    place = Place("1", 16, 21)

    assert follow(old, new, place) == Lost(is_gone=False)
    assert became(old, new, place, "Элизу")
    assert not became(old, new, place, "Робин")


def test_one_of_two_alike_that_went_leaves_both_in_doubt():
    assert follow_in_text("очень очень рад", "очень рад", 0, 5) is None
    assert follow_in_text("очень очень рад", "очень рад", 6, 11) is None
    assert follow_in_text("очень очень рад", "очень рад", 12, 15) == (6, 9)


def test_a_word_that_has_grown_is_another_word():
    old, new = blocks("мост закрыт"), blocks("мосты и мост совсем закрыт")

    assert follow(old, new, Place("1", 0, 4)) == Place("1", 8, 12)
    assert not became(blocks("Новый мст."), blocks("Новый мостик."), Place("1", 6, 9), "мост")


def test_a_paragraph_that_was_moved_is_the_same_paragraph():
    old, new = blocks("Раз.", "Два слова.", "Три."), blocks("Два слова.", "Раз.", "Три.", "Четыре.")

    assert follow(old, new, Place("2", 4, 9)) == Place("1", 4, 9)


def test_a_paragraph_parted_in_two_keeps_the_words_of_both():
    old = blocks("Полоса закрыта. Мост открыт.", "Конец.")
    new = blocks("Полоса закрыта.", "Мост открыт.", "Конец.")

    assert follow(old, new, Place("1", 16, 20)) == Place("2", 0, 4)
    assert follow(old, new, Place("1", 0, 6)) == Place("1", 0, 6)


def test_a_paragraph_that_went_takes_its_places_with_it():
    assert follow(blocks("Раз.", "Два."), blocks("Раз."), Place("2", 0, 3)) == Lost(is_gone=True)
    assert follow(blocks("Раз.", lead="Лид"), blocks("Раз."), Place("lead", 0, 3)) == Lost(is_gone=True)


def test_alike_paragraphs_of_a_text_that_stays_as_it_was_are_in_no_doubt():
    old = blocks("Да.", "Да.", lead="Лид")

    assert follow(old, old | {"lead": "Другой"}, Place("2", 0, 2)) == Place("2", 0, 2)


def test_a_deletion_is_told_by_its_neighbours():
    old, new = blocks("Мост мост открыт."), blocks("Мост открыт.")

    assert became(old, new, Place("1", 5, 10), "")


def test_alike_paragraphs_are_followed_only_where_both_sides_agree():
    old = blocks("Ответ.", "Да.", "Ещё.", "Да.", "Конец.")

    assert follow(old, blocks("Новый.", "Ответ.", "Да.", "Ещё.", "Да.", "Конец."), Place("4", 0, 2)) == Place(
        "5", 0, 2
    )
    assert isinstance(follow(blocks("Да.", "Да."), blocks("Да."), Place("1", 0, 2)), Lost)


WORDS = st.lists(st.sampled_from(["а", "мама", "мост", "река", "мост,", "да"]), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_one_change_never_moves_a_place_to_another_word(words, data):
    """Each word has a name of its own, which the texts do not show: the place must stay with its name, or be lost."""
    named = list(enumerate(words))
    chosen = data.draw(st.integers(0, len(named) - 1))
    first = data.draw(st.integers(0, len(named)))
    last = data.draw(st.integers(first, min(len(named), first + 4)))
    put_in = [(None, word) for word in data.draw(st.lists(st.sampled_from(["мост", "а", "новый"]), max_size=3))]
    changed = named[:first] + put_in + named[last:]
    old, new = joined(named), joined(changed)
    start, end = span(named, chosen)

    found = follow_in_text(old, new, start, end)

    if found is None:
        return
    assert new[slice(*found)] == old[start:end]
    survivors = [place for place, (name, _word) in enumerate(changed) if name == chosen]
    if survivors:
        assert found == span(changed, survivors[0])
    else:
        # Nobody can tell a word from its like put in at the very place where it stood.
        assert found in [span(changed, place) for place in range(first, first + len(put_in))]


@given(st.lists(st.text("абвг", min_size=1, max_size=5), min_size=2, max_size=30, unique=True), st.data())
def test_words_that_stand_once_are_followed_through_many_changes(words, data):
    chosen = data.draw(st.integers(0, len(words) - 1))
    gone = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=6)) - {chosen}
    changed = [word if place not in gone else f"{word}!новое{place}" for place, word in enumerate(words)]
    old, new = " ".join(words), " ".join(changed)
    start = sum(len(word) + 1 for word in words[:chosen])

    found = follow_in_text(old, new, start, start + len(words[chosen]))

    where = sum(len(word) + 1 for word in changed[:chosen])
    assert found in (None, (where, where + len(words[chosen])))


def joined(named):
    return " ".join(word for _name, word in named)


def span(named, place):
    start = sum(len(word) + 1 for _name, word in named[:place])
    return start, start + len(named[place][1])
