"""Two states of a text, told apart in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import Block, Mark, compare_bodies, compare_photos, count_changes
from language.rewording import Piece, compare_words
from tests.patience import patience

texts = st.text("аб ,.—\n", max_size=40)


def photo(picture, caption=""):
    return {"picture": picture, "caption": caption, "credit": "", "alt": ""}


def text(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(texts, texts)
def test_the_pieces_hold_every_letter_of_both(old, new):
    pieces = compare_words(old, new)

    assert text(pieces, "same", "del").split() == old.split() or "".join(
        text(pieces, "same", "del").split()
    ) == "".join(old.split())
    assert "".join(text(pieces, "same", "ins").split()) == "".join(new.split())


def test_one_word_of_a_sentence_is_told():
    pieces = compare_words("На мосту меняют перила.", "На мосту красят перила.")

    assert pieces == [
        Piece("same", "На мосту "),
        Piece("del", "меняют "),
        Piece("ins", "красят "),
        Piece("same", "перила."),
    ]


def test_blocks_without_changes_are_counted_and_not_shown():
    blocks = compare_bodies("<p>1</p><p>2</p><p>было так</p>", "<p>1</p><p>2</p><p>стало так</p>", {})

    assert blocks[0] == Block("same", number=2)
    assert blocks[1].kind == "changed"


def test_a_block_put_elsewhere_is_moved_not_new():
    blocks = compare_bodies("<p>раз</p><p>два</p><p>три</p>", "<p>два</p><p>три</p><p>раз</p>", {})

    assert [block.kind for block in blocks] == ["same", "moved"]


def test_blocks_added_and_removed_are_told_apart():
    blocks = compare_bodies("<p>раз</p><p>ноль</p>", "<p>раз</p><p>два</p><p>три</p>", {})

    assert [(block.kind, block.pieces[0].text) for block in blocks[1:]] == [
        ("added", "два"),
        ("added", "три"),
        ("removed", "ноль"),
    ]


def test_a_changed_paragraph_is_found_beside_a_new_one():
    blocks = compare_bodies("<p>Мост красят зимой</p>", "<p>Новое начало</p><p>Мост красят весной</p>", {})

    assert [block.kind for block in blocks] == ["added", "changed"]


def test_only_markup_that_changed_is_said_in_words():
    (block,) = compare_bodies("<p>Мост <em>закрыт</em></p>", "<p><strong>Мост</strong> закрыт</p>", {})

    assert block.pieces == [Piece("same", "Мост закрыт")]
    assert [(mark.kind, mark.text) for mark in block.marks] == [("del", "закрыт"), ("ins", "Мост")]


def test_a_link_that_leads_elsewhere_is_said_with_its_address():
    (block,) = compare_bodies('<p><a href="https://a.kz">тут</a></p>', '<p><a href="https://b.kz">тут</a></p>', {})

    assert [mark.text for mark in block.marks] == ["тут (https://a.kz)", "тут (https://b.kz)"]
    assert isinstance(block.marks[0], Mark)


def test_a_photo_in_the_text_is_named_by_its_caption():
    (block,) = compare_bodies("", '<figure data-photo="3"></figure>', {3: "Мост"})

    assert "Мост" in block.pieces[0].text
    assert "figure" not in block.pieces[0].text


def test_photos_are_added_taken_away_moved_and_reworded():
    changes = compare_photos([photo(1), photo(2), photo(3, "Было")], [photo(2), photo(3, "Стало"), photo(4)])

    assert [(change.kind, change.picture) for change in changes] == [("removed", 1), ("changed", 3), ("added", 4)]


def test_one_photo_that_moved_is_one_change():
    changes = compare_photos([photo(1), photo(2), photo(3)], [photo(3), photo(1), photo(2)])

    assert [(change.kind, change.picture) for change in changes] == [("moved", 3)]


def test_words_are_counted_in_the_text_and_the_captions():
    old = {"headline": "Мост", "body": "<p>Мост закрыт</p>", "photos": []}
    new = {"headline": "Мост", "body": "<p>Мост <strong>открыт</strong> опять</p>", "photos": [photo(1, "Перила")]}

    assert count_changes(old, new) == (3, 1)


@pytest.mark.parametrize("paragraphs", [1, 40, 4000])
def test_200000_characters_are_compared(paragraphs):
    words = [f"слово{n % 977}{'.' if n % 12 == 0 else ''} " for n in range(24_000)]
    size = len(words) // paragraphs
    old = "".join(f"<p>{''.join(words[n : n + size])}</p>" for n in range(0, len(words), size))
    new = old.replace("слово5 ", "иначе ").replace("слово900 ", "")

    with patience():
        blocks = compare_bodies(old, new, {})

    assert any(block.kind == "changed" for block in blocks)
