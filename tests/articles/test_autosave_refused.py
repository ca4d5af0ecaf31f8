"""A form that may not be saved any more keeps what was typed, and one whose answer was lost is saved once."""

import pytest

from articles.models import Article, Autosave, Status
from pictures.models import Picture
from tests.builders import ago, make_article, make_member, picture_file

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
NEW = "/admin/articles/article/article/autosave/"
KEY = "0123456789abcdef"
TYPED = "Лёд тронулся вечером"


@pytest.fixture
def aigul():
    return make_member("reporter", username="aigul", first_name="Айгуль")


@pytest.fixture
def erlan():
    return make_member("editor", username="erlan", first_name="Ерлан")


@pytest.fixture
def desk(client, aigul):
    client.force_login(aigul)
    return client


@pytest.fixture
def draft(aigul):
    article = make_article("Лёд на реке", status="draft", publish_at=None, created_by=aigul)
    article.keep_revision(aigul)
    return article


def address(article, tail="change"):
    return f"/admin/articles/article/{article.pk}/{tail}/"


def story(**fields):
    rows = {"photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}
    words = {
        "headline": TYPED,
        "language": "ru",
        "status": "draft",
        "body": "<p>Первые слова.</p>",
        "hashtags": "#лёд",
    }
    return words | {"draft_key": KEY, "base": "1"} | rows | fields


def texts(answer):
    return [text for _name, text in answer.context["texts"]]


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_a_draft_that_was_sent_to_review_meanwhile_shows_what_was_typed(desk, draft, erlan):
    draft.send_to_review(erlan)

    answer = desk.post(address(draft), story())

    assert answer.status_code == 403
    assert texts(answer) == [TYPED, "Первые слова.", "#лёд"]
    assert stored(draft).headline == "Лёд на\xa0реке"
    assert Autosave.objects.pending().get().value("headline") == TYPED


def test_it_can_be_taken_back_and_gone_on_with(desk, draft, aigul):
    draft.send_to_review(aigul)
    page = desk.post(address(draft), story())

    answer = desk.post(address(draft, "send-back"), {"restore": page.context["kept"].pk}, follow=True)

    assert page.context["take_back"]
    assert answer.context["adminform"].form["headline"].value() == TYPED
    assert stored(draft).status == Status.DRAFT


def test_what_was_published_meanwhile_cannot_be_taken_back(desk, draft):
    Article.objects.filter(pk=draft.pk).update(status="published", publish_at=ago(hours=1))

    answer = desk.post(address(draft), story())

    assert answer.status_code == 403
    assert not answer.context["take_back"]
    assert texts(answer)[0] == TYPED


def test_a_step_that_is_refused_shows_what_was_typed_too(desk, draft, aigul):
    draft.send_to_review(aigul)

    answer = desk.post(address(draft, "send-to-review"), story())

    assert answer.status_code == 403
    assert texts(answer)[0] == TYPED


def test_what_was_deleted_meanwhile_is_brought_back_with_the_text(desk, draft, erlan):
    draft.put_in_bin(erlan)
    page = desk.post(address(draft), story())

    answer = desk.post(address(draft, "out-of-bin"), {"restore": page.context["kept"].pk}, follow=True)

    assert (page.status_code, bool(page.context["out_of_bin"])) == (404, True)
    assert answer.context["adminform"].form["headline"].value() == TYPED


def test_what_is_gone_for_good_becomes_a_new_article(desk, draft, erlan):
    where = address(draft)
    draft.put_in_bin(erlan)
    draft.delete_for_good(erlan)

    page = desk.post(where, story())
    answer = desk.get(page.context["restore"])

    assert page.status_code == 404
    assert answer.request["PATH_INFO"] == ADD
    assert answer.context["adminform"].form["headline"].value() == TYPED


def test_anothers_article_is_not_told_from_one_that_is_not_there(desk, erlan):
    strange = make_article("Тайный мост", status="draft", publish_at=None, created_by=erlan)

    there = desk.post(address(strange), story())
    missing = desk.post("/admin/articles/article/999999/change/", story())

    assert there.status_code == missing.status_code == 404
    assert there.context["is_gone"]
    assert missing.context["is_gone"]
    assert "Тайный" not in there.text
    assert stored(strange).headline == "Тайный мост"


def test_somebody_without_articles_gets_the_plain_refusal(client, draft):
    client.force_login(make_member("moderator"))

    answer = client.post(address(draft), story())

    assert answer.status_code == 404
    assert not Autosave.objects.exists()


def test_what_a_script_types_is_never_run(desk, draft, aigul):
    draft.send_to_review(aigul)

    answer = desk.post(address(draft), story(headline="<script>1</script>", body="<p>x</p><script>2</script>"))

    assert "<script>1" not in answer.text
    assert "<script>2" not in answer.text


def test_a_kept_text_is_seen_by_nobody_else(desk, client, draft, erlan):
    kept = Autosave.objects.keep(draft.created_by, KEY, {"headline": [TYPED]}, draft)
    where = f"/admin/articles/article/unsaved/{kept.pk}/"

    own = desk.get(where)
    client.force_login(erlan)
    others = client.get(where)

    assert texts(own) == [TYPED]
    assert others.status_code == 404


def test_the_page_to_read_leads_to_the_kept_text(desk, draft, aigul):
    kept = Autosave.objects.keep(aigul, KEY, {"headline": [TYPED]}, draft)
    draft.send_to_review(aigul)

    answer = desk.get(address(draft))

    assert f"/unsaved/{kept.pk}/" in answer.text


def test_an_autosave_of_a_draft_that_went_to_review_is_kept_and_told(desk, draft, aigul):
    draft.send_to_review(aigul)

    answer = desk.post(
        address(draft, "autosave"),
        {"draft_key": KEY, "fields": {"headline": [TYPED]}},
        content_type="application/json",
    )

    assert answer.json()["shut"]
    assert desk.get(answer.json()["show"]).status_code == 200
    assert Autosave.objects.get().value("headline") == TYPED
    assert stored(draft).headline == "Лёд на\xa0реке"


def test_a_refused_form_that_was_saved_before_is_kept_again(desk, draft, aigul):
    desk.post(address(draft), story())
    draft = stored(draft)
    draft.send_to_review(aigul)

    answer = desk.post(address(draft), story(headline="Другие слова"))

    assert texts(answer)[0] == "Другие слова"
    assert Autosave.objects.pending().get().value("headline") == "Другие слова"


def test_a_new_story_posted_twice_is_begun_once(desk):
    desk.post(ADD, story())

    answer = desk.post(ADD, story(headline="Лёд тронулся утром", _continue="1"))

    article = Article.objects.get()
    assert answer.url == address(article)
    assert article.headline == "Лёд тронулся утром"
    assert article.revisions.count() == 2


def test_posted_again_unchanged_it_makes_no_version(desk):
    desk.post(ADD, story())

    desk.post(ADD, story())

    assert Article.objects.get().revisions.count() == 1


def test_posted_again_after_an_editor_changed_it_both_stay(desk, erlan):
    desk.post(ADD, story(lead="Вводка"))
    article = Article.objects.get()
    article.lead = "Вводка Ерлана"
    article.save()
    article.keep_revision(erlan)

    desk.post(ADD, story(lead="Вводка", headline="Новый заголовок"))

    saved = stored(article)
    assert (saved.headline, saved.lead) == ("Новый заголовок", "Вводка Ерлана")


def test_a_form_gone_back_to_belongs_to_the_story_that_it_began(desk):
    desk.post(ADD, story())

    desk.post(ADD, story(draft_key="f" * 16, saved_key=KEY, headline="Назад и снова"))

    assert Article.objects.get().headline == "Назад и\xa0снова"


def test_an_empty_form_begins_a_story_of_its_own(desk):
    desk.post(ADD, story())

    desk.post(ADD, story(draft_key="f" * 16))

    assert Article.objects.count() == 2


def test_anothers_key_begins_nothing_of_theirs(desk, client, erlan):
    desk.post(ADD, story())
    client.force_login(erlan)

    client.post(ADD, story(headline="Другое"))

    assert Article.objects.count() == 2


def test_posted_again_its_photos_are_not_doubled(desk, aigul):
    rows = {
        "photos-TOTAL_FORMS": 1,
        "photos-0-picture": Picture.objects.take_in(picture_file(), by=aigul).pk,
        "photos-0-caption": "Мост",
        "photos-0-number": 1,
    }
    desk.post(ADD, story(**rows))

    desk.post(ADD, story(**rows | {"photos-0-caption": "Мост утром"}))

    assert [photo.caption for photo in Article.objects.get().photos.all()] == ["Мост утром"]
