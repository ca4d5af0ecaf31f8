"""What no browser of ours sends to the addresses of autosave and presence is answered without breaking."""

import json

import pytest

from articles.models import Article, Autosave, Presence
from tests.builders import ago, make_article, make_member

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"
JUNK = [
    "[" * 100_000,
    '{"draft_key": "0123456789abcdef", "tab": "0123456789abcdef", "fields": ' + "[" * 100_000,
    b"\xff\xfe{}",
    "null",
    '"text"',
    "1" * 5000,
    '{"draft_key": 1, "tab": 1, "fields": {}}',
    '{"draft_key": "0123456789abcdef", "fields": {"body": [1]}}',
    '{"draft_key": "0123456789abcdef", "fields": {"body": null}}',
    '{"draft_key": "0123456789abcdef", "fields": []}',
]
ODD = [
    {"draft_key": KEY, "tab": KEY, "fields": {"a\0b": ["x"], "\ud83d": ["x"]}, "base": True, "editing": []},
    {"draft_key": KEY, "tab": KEY, "fields": {"base": ["9" * 99], "body": []}, "base": 10**30, "editing": "x"},
    {"draft_key": KEY, "tab": KEY, "fields": {"photos-9999999999-picture": ["9" * 18]}, "base": "x"},
    {"draft_key": KEY, "tab": KEY, "fields": {"": [""]}, "written_at": float("nan"), "base": 1.5},
    {"draft_key": KEY, "tab": KEY, "fields": {}, "written_at": float("inf"), "base": {}},
]


@pytest.fixture
def aigul():
    return make_member("reporter", username="aigul")


@pytest.fixture
def article(aigul):
    article = make_article("Своя", created_by=aigul, status="draft", publish_at=None)
    article.keep_revision(aigul)
    return article


@pytest.fixture
def desk(client, aigul):
    client.force_login(aigul)
    return client


def send(desk, article, tail, data):
    where = f"/admin/articles/article/{article.pk}/{tail}/"
    return desk.post(where, data, content_type="application/json")


@pytest.mark.parametrize("tail", ["autosave", "presence"])
@pytest.mark.parametrize("data", JUNK, ids=range(len(JUNK)))
def test_junk_is_refused(desk, article, tail, data):
    assert send(desk, article, tail, data).status_code == 400


@pytest.mark.parametrize("tail", ["autosave", "presence"])
@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_odd_values_break_nothing(desk, article, tail, data):
    answer = send(desk, article, tail, json.dumps(data))

    assert answer.status_code == 200
    assert desk.get(f"/admin/articles/article/{article.pk}/change/").status_code == 200


@pytest.mark.parametrize("kept", [odd["fields"] for odd in ODD], ids=range(len(ODD)))
def test_odd_unsaved_text_is_offered_shown_and_restored(desk, article, aigul, kept):
    kept = Autosave.objects.keep(aigul, KEY, kept, article)

    shown = desk.get(f"/admin/articles/article/unsaved/{kept.pk}/")
    restored = desk.get(f"/admin/articles/article/{article.pk}/change/?autosave={kept.pk}")

    assert shown.status_code == restored.status_code == 200


@pytest.mark.parametrize("tail", ["autosave", "presence"])
def test_it_is_only_posted_to(desk, article, tail):
    assert desk.get(f"/admin/articles/article/{article.pk}/{tail}/").status_code == 405


@pytest.mark.parametrize("tail", ["autosave", "presence"])
def test_anothers_article_is_not_told_from_none(desk, tail):
    strange = make_article("Тайный мост", created_by=make_member("editor"), status="draft", publish_at=None)
    Presence.objects.beat(strange, strange.created_by, KEY, is_editing=True)
    data = {"draft_key": KEY, "tab": KEY, "fields": {}}

    there = send(desk, strange, tail, data)
    strange.pk += 1000
    missing = send(desk, strange, tail, data)

    assert there.status_code == missing.status_code == 404
    assert there.content == missing.content


def test_an_autosave_of_what_is_in_the_bin_is_kept_and_changes_nothing(desk, article, aigul):
    article.put_in_bin(aigul)

    answer = send(desk, article, "autosave", {"draft_key": KEY, "fields": {"headline": ["Лёд"]}})

    assert answer.json()["shut"]
    assert Article.objects.get().headline == "Своя"


def test_presence_does_not_tell_who_edits_what_one_may_only_read(desk, article):
    editor = make_member("editor", first_name="Ерлан")
    Article.objects.update(status="published", publish_at=ago(hours=1))
    Presence.objects.beat(article, editor, KEY, is_editing=True)

    answer = send(desk, article, "presence", {"tab": KEY})

    assert answer.status_code == 404
    assert "Ерлан" not in answer.text
