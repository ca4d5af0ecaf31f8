"""Two people's changes go together where they do not touch, and stand side by side where they do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import ORDER, UNKNOWN, Conflict, blocks_of, merge, merge_bodies
from tests.patience import patience

WORDS = ("kicker", "headline", "lead", "source_line")
paragraph = st.text("абвгд", min_size=1, max_size=3).map(lambda text: f"<p>{text}</p>")
bodies = st.lists(paragraph, max_size=7).map("".join)
photos = st.lists(
    st.builds(
        lambda picture, caption: {"picture": picture, "caption": caption, "credit": "", "alt": ""},
        st.integers(1, 5),
        st.text("абв", max_size=2),
    ),
    unique_by=lambda photo: photo["picture"],
    max_size=4,
)
notes = st.lists(
    st.builds(
        lambda note, kind, text: {"note": note, "kind": kind, "text": text},
        st.integers(1, 4),
        st.sampled_from(["updated", "corrected"]),
        st.text("рст", min_size=1, max_size=2),
    ),
    unique_by=lambda note: note["note"],
    max_size=3,
).map(lambda notes: sorted(notes, key=lambda note: note["note"]))
different = st.lists(st.integers(0, 9).map("<p>{}</p>".format), unique=True, max_size=7).map("".join)
six = st.permutations([f"<p>{n}</p>" for n in range(6)]).map("".join)
snapshots = st.fixed_dictionaries(
    {field: st.text("жзик", max_size=2) for field in WORDS}
    | {field: st.lists(st.integers(1, 4), unique=True).map(sorted) for field in ("also_in", "hashtags", "authors")}
    | {"section": st.none() | st.integers(1, 3), "publish_at": st.none() | st.just("2026-09-29T12:00:00+00:00")}
    | {"body": bodies, "photos": photos, "lead_picture": st.none() | st.integers(1, 3), "notes": notes}
)


def snapshot(**fields):
    empty = {"headline": "", "also_in": [], "hashtags": [], "authors": [], "body": "", "photos": []}
    return empty | fields


def photo(picture, caption=""):
    return {"picture": picture, "caption": caption, "credit": "", "alt": ""}


def note(number, text, kind="updated"):
    return {"note": number, "kind": kind, "text": text}


def order(*pictures):
    return snapshot(photos=[photo(picture) for picture in pictures])


def pictures(result):
    return [photo["picture"] for photo in result.snapshot["photos"]]


def words_of(side):
    """Every word that a snapshot, or a place in conflict, holds."""
    return set(re.findall(r"[а-я]+", str(side)))


@given(snapshots, snapshots)
def test_what_only_one_changed_is_taken(base, mine):
    for result in (merge(base, base, mine), merge(base, mine, base)):
        assert result.snapshot == mine
        assert result.conflicts == []


@given(snapshots, snapshots)
def test_the_same_change_twice_is_no_conflict(base, changed):
    result = merge(base, changed, changed)

    assert result.snapshot == changed
    assert result.conflicts == []


@given(snapshots, snapshots, snapshots)
def test_no_new_word_disappears(base, theirs, mine):
    result = merge(base, theirs, mine)

    kept = words_of(result.snapshot) | words_of([(c.theirs, c.mine) for c in result.conflicts])
    assert (words_of(theirs) | words_of(mine)) - words_of(base) <= kept


@given(snapshots, snapshots)
def test_without_a_base_no_word_disappears_at_all(theirs, mine):
    result = merge(None, theirs, mine)

    kept = words_of(result.snapshot) | words_of([(c.theirs, c.mine) for c in result.conflicts])
    assert words_of(theirs) | words_of(mine) <= kept


@given(st.lists(st.integers(0, 9), min_size=2, max_size=2, unique=True))
def test_changes_of_different_paragraphs_do_not_touch(places):
    def body(**words):
        return "".join(f"<p>{words.get(f'p{n}', n)}</p>" for n in range(10))

    theirs, mine = {f"p{places[0]}": "там"}, {f"p{places[1]}": "тут"}

    pieces, conflicts = merge_bodies(body(), body(**theirs), body(**mine))

    assert conflicts == []
    assert "".join(block for piece in pieces for block in piece) == body(**theirs, **mine)


@given(snapshots, snapshots, snapshots)
def test_the_pieces_of_the_body_are_the_merged_body(base, theirs, mine):
    result = merge(base, theirs, mine)

    assert "".join(block for piece in result.body for block in piece) == result.snapshot["body"]
    assert all(result.body[c.place] == c.mine for c in result.conflicts if c.field == "body")


@given(different, different, different)
def test_no_paragraph_stands_there_twice_unseen(base, theirs, mine):
    pieces, conflicts = merge_bodies(base, theirs, mine)

    blocks = [block for piece in pieces for block in piece]
    assert conflicts or len(set(blocks)) == len(blocks)


@given(six, six, six)
def test_moving_paragraphs_neither_doubles_nor_drops_one(base, theirs, mine):
    pieces, conflicts = merge_bodies(base, theirs, mine)

    assert conflicts or sorted(block for piece in pieces for block in piece) == sorted(blocks_of(base))


def test_a_paragraph_moved_here_and_changed_there_is_a_conflict():
    base, theirs, mine = "<p>1</p><p>2</p><p>3</p>", "<p>2</p><p>3</p><p>1</p>", "<p>один</p><p>2</p><p>3</p>"

    _pieces, (conflict,) = merge_bodies(base, theirs, mine)

    assert (conflict.theirs, conflict.mine) == (["<p>2</p>", "<p>3</p>", "<p>1</p>"], blocks_of(mine))


def test_a_paragraph_moved_here_and_deleted_there_is_a_conflict():
    _pieces, conflicts = merge_bodies("<p>1</p><p>2</p><p>3</p>", "<p>2</p><p>3</p><p>1</p>", "<p>2</p><p>3</p>")

    assert len(conflicts) == 1


def test_a_paragraph_moved_while_another_is_changed_is_no_conflict():
    base, theirs, mine = "<p>1</p><p>2</p><p>3</p>", "<p>2</p><p>3</p><p>1</p>", "<p>1</p><p>2</p><p>три</p>"

    pieces, conflicts = merge_bodies(base, theirs, mine)

    assert (conflicts, [block for piece in pieces for block in piece]) == ([], ["<p>2</p>", "<p>три</p>", "<p>1</p>"])


def test_without_a_base_a_paragraph_in_two_places_is_asked_about():
    result = merge(None, snapshot(body="<p>2</p><p>1</p><p>3</p>"), snapshot(body="<p>1</p><p>3</p><p>2</p>"))

    assert [conflict.field for conflict in result.conflicts] == ["body"]


@given(bodies)
def test_blocks_joined_are_the_body(body):
    assert "".join(blocks_of(body)) == body


def test_lists_and_tables_are_one_block():
    body = '<p>До</p><ul><li><p>раз</p></li><li><p>два</p></li></ul><figure data-photo="3"></figure>'

    assert [len(blocks_of(body)), blocks_of(body)[2]] == [3, '<figure data-photo="3"></figure>']


def test_the_same_paragraph_is_a_conflict_that_holds_all_three():
    base, theirs, mine = (f"<p>1</p><p>{word}</p><p>3</p>" for word in ("было", "там", "тут"))

    pieces, (conflict,) = merge_bodies(base, theirs, mine)

    assert conflict == Conflict("body", ["<p>было</p>"], ["<p>там</p>"], ["<p>тут</p>"], place=1)
    assert pieces == [["<p>1</p>"], ["<p>тут</p>"], ["<p>3</p>"]]


def test_a_paragraph_put_in_after_one_that_was_changed_is_no_conflict():
    pieces, conflicts = merge_bodies("<p>1</p><p>2</p>", "<p>1</p><p>два</p>", "<p>1</p><p>2</p><p>3</p>")

    assert conflicts == []
    assert [block for piece in pieces for block in piece] == ["<p>1</p>", "<p>два</p>", "<p>3</p>"]


def test_a_paragraph_deleted_here_and_changed_there_is_a_conflict():
    _pieces, (conflict,) = merge_bodies("<p>1</p><p>2</p>", "<p>1</p><p>два</p>", "<p>1</p>")

    assert (conflict.theirs, conflict.mine) == (["<p>два</p>"], [])


def test_fields_are_merged_one_by_one():
    base = snapshot(headline="Было", lead="Было")

    result = merge(base, base | {"headline": "Там"}, base | {"lead": "Тут"})

    assert (result.snapshot["headline"], result.snapshot["lead"], result.conflicts) == ("Там", "Тут", [])


def test_hashtags_of_both_are_kept_and_what_either_took_out_is_gone():
    result = merge(
        snapshot(hashtags=["лёд", "река"]), snapshot(hashtags=["лёд", "река", "мост"]), snapshot(hashtags=["лёд"])
    )

    assert result.snapshot["hashtags"] == ["лёд", "мост"]


def test_a_moment_that_the_form_showed_without_seconds_was_not_changed():
    base = snapshot(publish_at="2026-09-29T12:00:33+00:00")

    result = merge(base, snapshot(publish_at=None), snapshot(publish_at="2026-09-29T12:00:00+00:00"))

    assert (result.snapshot["publish_at"], result.conflicts) == (None, [])


def test_photos_added_by_both_are_kept_in_their_places():
    base = snapshot(photos=[photo(1), photo(2)])

    result = merge(
        base, snapshot(photos=[photo(1), photo(3), photo(2)]), snapshot(photos=[photo(1), photo(2), photo(4)])
    )

    assert [p["picture"] for p in result.snapshot["photos"]] == [1, 3, 2, 4]


def test_one_moves_photos_while_another_writes_captions():
    base = snapshot(photos=[photo(1), photo(2)])

    result = merge(base, snapshot(photos=[photo(2), photo(1)]), snapshot(photos=[photo(1, "Мост"), photo(2)]))

    assert result.snapshot["photos"] == [photo(2), photo(1, "Мост")]


def test_photos_moved_in_different_places_are_merged():
    result = merge(order(1, 2, 3, 4), order(2, 1, 3, 4), order(1, 2, 4, 3))

    assert (pictures(result), result.conflicts) == ([2, 1, 4, 3], [])


def test_two_orders_of_the_same_photos_are_a_conflict():
    result = merge(order(1, 2, 3), order(3, 1, 2), order(1, 3, 2))

    assert result.conflicts == [Conflict("photos", [1, 2, 3], [3, 1, 2], [1, 3, 2], place=ORDER)]
    assert pictures(result) == [1, 3, 2]


def test_one_order_by_both_is_no_conflict():
    result = merge(order(1, 2, 3), order(3, 1, 2), order(3, 1, 2, 4))

    assert (pictures(result), result.conflicts) == ([3, 1, 2, 4], [])


def test_two_orders_name_also_the_photos_that_were_added():
    result = merge(order(1, 2, 3), order(3, 1, 2, 4), order(5, 1, 3, 2))

    (conflict,) = result.conflicts
    assert {*conflict.theirs} == {*conflict.mine} == {1, 2, 3, 4, 5}


def test_without_a_base_two_orders_are_a_conflict():
    result = merge(None, order(1, 2), order(2, 1))

    assert [(c.base, c.theirs, c.mine) for c in result.conflicts] == [(UNKNOWN, [1, 2], [2, 1])]


@given(st.permutations(range(5)), st.permutations(range(5)), st.permutations(range(5)))
def test_whatever_the_order_every_photo_stays_once(base, theirs, mine):
    assert sorted(pictures(merge(order(*base), order(*theirs), order(*mine)))) == list(range(5))


def test_notes_written_by_both_are_kept():
    base = snapshot(notes=[note(1, "Было")])

    result = merge(
        base, snapshot(notes=[note(1, "Там"), note(2, "Ещё")]), snapshot(notes=[note(1, "Было"), note(-1, "Тут")])
    )

    assert result.snapshot["notes"] == [note(1, "Там"), note(-1, "Тут"), note(2, "Ещё")]
    assert result.conflicts == []


def test_a_note_reworded_by_both_is_a_conflict():
    base = snapshot(notes=[note(1, "Было")])

    result = merge(base, snapshot(notes=[note(1, "Там")]), snapshot(notes=[note(1, "Тут")]))

    assert result.conflicts == [Conflict("notes", "Было", "Там", "Тут", place=(1, "text"))]


@pytest.mark.parametrize("turned", [False, True])
def test_a_note_taken_back_by_one_and_reworded_by_the_other_is_a_conflict(turned):
    base, sides = snapshot(notes=[note(1, "Было")]), [snapshot(), snapshot(notes=[note(1, "Тут")])]

    result = merge(base, *(sides[::-1] if turned else sides))

    assert [(c.field, c.place) for c in result.conflicts] == [("notes", (1, ""))]


def test_a_note_sent_twice_is_written_once():
    result = merge(snapshot(), snapshot(notes=[note(7, "Мост")]), snapshot(notes=[note(-1, "Мост")]))

    assert (result.snapshot["notes"], result.conflicts) == ([note(7, "Мост")], [])


def test_two_captions_of_one_photo_are_a_conflict():
    base = snapshot(photos=[photo(1, "Было")])

    result = merge(base, snapshot(photos=[photo(1, "Там")]), snapshot(photos=[photo(1, "Тут")]))

    assert result.conflicts == [Conflict("photos", "Было", "Там", "Тут", place=(1, "caption"))]


def test_a_photo_taken_away_while_its_caption_was_written_is_a_conflict():
    result = merge(snapshot(photos=[photo(1)]), snapshot(photos=[photo(1, "Там")]), snapshot())

    assert [(c.theirs["caption"], c.mine) for c in result.conflicts] == [("Там", None)]


def test_without_a_base_whatever_differs_is_a_conflict():
    result = merge(None, snapshot(headline="Там", section=None), snapshot(headline="Тут", section=5))

    assert [(c.field, c.base, c.theirs, c.mine) for c in result.conflicts] == [
        ("headline", UNKNOWN, "Там", "Тут"),
        ("section", UNKNOWN, None, 5),
    ]


@pytest.mark.parametrize("same_words", [True, False])
def test_a_very_long_text_is_merged(same_words):
    blocks = [f"<p>{'слово ' * 6}{'' if same_words else n}</p>" for n in range(5_000)]
    theirs, mine = "".join(blocks[:2_000] + blocks[2_001:]), "".join([*blocks[:-1], "<p>конец</p>"])

    with patience():
        result = merge(snapshot(body="".join(blocks)), snapshot(body=theirs), snapshot(body=mine))

    assert "конец" in result.snapshot["body"]
