"""Two people's changes go together where they do not touch, and stand side by side where they do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import UNKNOWN, Conflict, blocks_of, merge, merge_bodies
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
snapshots = st.fixed_dictionaries(
    {field: st.text("жзик", max_size=2) for field in WORDS}
    | {field: st.lists(st.integers(1, 4), unique=True).map(sorted) for field in ("also_in", "hashtags", "authors")}
    | {"section": st.none() | st.integers(1, 3), "publish_at": st.none() | st.just("2026-09-29T12:00:00+00:00")}
    | {"body": bodies, "photos": photos, "lead_picture": st.none() | st.integers(1, 3)}
)


def snapshot(**fields):
    empty = {"headline": "", "also_in": [], "hashtags": [], "authors": [], "body": "", "photos": []}
    return empty | fields


def photo(picture, caption=""):
    return {"picture": picture, "caption": caption, "credit": "", "alt": ""}


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
