"""The way of a story from its writer to the reader: review, schedule, embargo."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import Article, Status
from tests.builders import ago, ahead, make_article, make_author, make_member, make_section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def aigul():
    return make_member("reporter", first_name="Айгуль")


@pytest.fixture
def erlan():
    return make_member("editor", first_name="Ерлан")


def draft(by, headline="Черновик", **fields):
    return make_article(headline, created_by=by, **{"status": "draft", "publish_at": None} | fields)


def form(article, **fields):
    """What the form of a stored article posts when nothing was changed in it."""
    rows = {f"{rows}-{count}_FORMS": 0 for rows in ("photos", "notes") for count in ("TOTAL", "INITIAL")}
    words = {"headline": article.headline, "lead": article.lead, "language": article.language, "body": article.body}
    return words | {"section": article.section_id, "status": article.status, "hashtags": ""} | rows | fields


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_reporter_finds_what_is_theirs(aigul, erlan):
    own = draft(aigul)
    signed = draft(erlan, "Соавтор")
    signed.authors.add(make_author("Айгуль", user=aigul))
    draft(erlan, "Чужой")
    public = make_article("Вышла")

    assert set(Article.objects.at_desk_of(aigul)) == {own, signed}
    assert set(Article.objects.visible_to(aigul)) == {own, signed, public}
    assert Article.objects.at_desk_of(erlan).count() == 4


def test_a_reporter_changes_own_drafts_and_an_editor_everything(aigul, erlan):
    own = draft(aigul)
    draft(aigul, "На проверке", status="in_review")
    make_article("Вышла", created_by=aigul)

    assert list(Article.objects.editable_by(aigul)) == [own]
    assert [article.is_editable_by(aigul) for article in Article.objects.order_by("pk")] == [True, False, False]
    assert Article.objects.editable_by(erlan).count() == 3


def test_a_moderator_has_no_articles_at_the_desk():
    moderator, public = make_member("moderator"), make_article()
    draft(moderator)

    assert not Article.objects.at_desk_of(moderator).exists()
    assert list(Article.objects.visible_to(moderator)) == [public]


def test_a_draft_goes_to_review_and_back_with_a_note(aigul, erlan):
    article = draft(aigul)

    article.send_to_review(by=aigul)
    article.send_to_review(by=aigul)
    assert article.status == Status.IN_REVIEW
    article.send_back(by=erlan, note="  Кто это сказал?  ")

    article.refresh_from_db()
    assert (article.status, article.review_since) == (Status.DRAFT, None)
    assert [(note.text, note.author) for note in article.review_notes.all()] == [("Кто это сказал?", erlan)]
    assert [revision.author for revision in article.revisions.order_by("number")] == [None, aigul, erlan]


def test_an_editor_does_not_send_back_without_a_word(aigul, erlan):
    article = draft(aigul)
    article.send_to_review(by=aigul)

    with pytest.raises(ValidationError):
        article.send_back(by=erlan, note=" ")

    assert Article.objects.get().status == Status.IN_REVIEW


def test_the_writer_takes_back_without_one(aigul):
    article = draft(aigul)
    article.send_to_review(by=aigul)

    article.send_back(by=aigul)

    assert Article.objects.get().status == Status.DRAFT


def test_what_is_public_is_not_sent_to_review(erlan):
    with pytest.raises(ValidationError):
        make_article().send_to_review(by=erlan)


def test_the_one_that_has_waited_longest_is_first(client, aigul, erlan):
    make_article("Вторая", status="in_review", review_since=ago(hours=1))
    make_article("Первая", status="in_review", review_since=ago(hours=2))
    client.force_login(erlan)

    text = client.get(f"{LIST}review/").text

    assert 0 < text.index("Первая") < text.index("Вторая")


def test_a_step_saves_the_form_it_came_with(client, aigul):
    article = draft(aigul)
    client.force_login(aigul)

    client.post(f"{LIST}{article.pk}/send-to-review/", form(article, headline="Новый заголовок", base=0))

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Новый заголовок", Status.IN_REVIEW)


def test_a_step_with_a_faulty_form_is_not_taken(client, aigul):
    article = draft(aigul)
    client.force_login(aigul)

    answer = client.post(f"{LIST}{article.pk}/send-to-review/", form(article, headline="", base=0))

    assert answer.context["errors"]
    assert Article.objects.get().status == Status.DRAFT


def test_a_reporter_reads_what_is_with_the_editors_and_sees_their_note(client, aigul, erlan):
    article = draft(aigul, body="<p>Лёд идёт.</p>", status="in_review")
    article.review_notes.create(author=erlan, text="Уточните дату")
    client.force_login(aigul)

    text = client.get(f"{LIST}{article.pk}/change/").text

    assert "Лёд идёт." in text
    assert "Уточните дату" in text
    assert f"{LIST}{article.pk}/send-back/" in text
    assert 'name="headline"' not in text


def test_the_note_stands_on_the_form(client, aigul, erlan):
    article = draft(aigul)
    article.review_notes.create(author=erlan, text="Уточните дату")
    client.force_login(aigul)

    assert "Уточните дату" in client.get(f"{LIST}{article.pk}/change/").text


CRAFTED = {
    "status": "published",
    "publish_at": "2020-01-01T00:00",
    "front_place": 1,
    "withdraw_at": "2030-01-01T00:00",
}


def test_a_reporter_publishes_nothing_by_a_crafted_form(client, aigul):
    article = draft(aigul)
    client.force_login(aigul)

    client.post(f"{LIST}{article.pk}/change/", form(article, headline="Сохранено", base=0) | CRAFTED)
    client.post(f"{LIST}add/", form(article, headline="Новая") | CRAFTED)
    client.post(LIST, {"action": "publish", "_selected_action": [article.pk]})

    assert {article.headline for article in Article.objects.all()} == {"Сохранено", "Новая"}
    assert set(Article.objects.values_list("status", "publish_at", "front_place", "withdraw_at")) == {
        ("draft", None, None, None)
    }


def test_a_reporter_is_offered_no_choice_of_what_editors_decide(client, aigul):
    client.force_login(aigul)

    text = client.get(f"{LIST}add/").text

    assert [f'name="{name}"' in text for name in ("headline", "status", "publish_at", "front_place")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_reporter_learns_no_headline_of_others(client, aigul, erlan):
    draft(erlan, "Тайный мост")
    client.force_login(aigul)

    pages = [LIST, f"{LIST}add/", f"{LIST}review/", f"{LIST}bin/", "/admin/"]

    assert [page for page in pages if "Тайный" in client.get(page).text] == []


def test_a_reporter_makes_no_pair_of_a_draft_of_others(client, aigul, erlan):
    secret = draft(erlan, "Құпия көпір", language="kk")
    client.force_login(aigul)

    answer = client.post(f"{LIST}add/", form(draft(aigul), counterpart=str(secret.pk)))

    assert "counterpart" in answer.context["adminform"].form.errors
    assert "Құпия" not in answer.text


def test_bulk_actions_pass_over_what_is_not_ones_own(client, aigul, erlan):
    article = draft(erlan)
    client.force_login(aigul)

    client.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})

    assert Article.objects.get().deleted_at is None


def test_withdrawing_asks_first(client, erlan):
    article = make_article("Вышла")
    client.force_login(erlan)

    asked = client.get(f"{LIST}{article.pk}/withdraw/")
    assert "Вышла" in asked.text
    assert Article.objects.get().is_public
    client.post(f"{LIST}{article.pk}/withdraw/")

    assert Article.objects.get().status == Status.WITHDRAWN


@pytest.mark.parametrize("status", ["withdrawn", "draft", "in_review"])
def test_withdrawing_through_the_form_asks_first(client, erlan, status):
    article = make_article("Вышла")
    client.force_login(erlan)
    posted = form(article, status=status, publish_at="", lead="Набрано", base=0)

    asked = client.post(f"{LIST}{article.pk}/change/", posted)
    assert Article.objects.get().is_public
    assert "Набрано" in asked.text
    seen = {"preflight_seen": asked.context["preflight_seen"]}
    client.post(f"{LIST}{article.pk}/change/", posted | seen)

    assert (Article.objects.get().status, Article.objects.get().lead) == (status, "Набрано")


def test_withdrawing_several_asks_first(client, erlan):
    article = make_article("Вышла")
    client.force_login(erlan)

    asked = client.post(LIST, {"action": "withdraw", "_selected_action": [article.pk]})

    assert 'name="sure"' in asked.text
    assert Article.objects.get().is_public


def test_a_withdrawal_waits_for_its_moment():
    article = make_article(withdraw_at=ahead(hours=1))
    gone = make_article(withdraw_at=ago(minutes=1))

    assert list(Article.objects.published()) == [article]
    assert (article.is_public, gone.is_public, gone.has_run_out) == (True, False, True)


def test_publishing_again_forgets_a_withdrawal_that_has_passed():
    article = make_article(withdraw_at=ago(minutes=1))

    article.publish()

    assert Article.objects.get().is_public
    assert Article.objects.get().withdraw_at is None


def test_it_is_withdrawn_after_it_is_published():
    article = make_article(status=Status.DRAFT, withdraw_at=ahead(hours=1))

    with pytest.raises(ValidationError) as refusal:
        article.publish(at=ahead(hours=2))

    assert "withdraw_at" in refusal.value.message_dict


def test_nobody_publishes_before_the_embargo():
    article = make_article(status=Status.DRAFT, publish_at=None, embargo_until=ahead(hours=2))

    with pytest.raises(ValidationError) as refusal:
        article.publish()
    assert "publish_at" in refusal.value.message_dict
    article.refresh_from_db()
    article.publish(at=article.embargo_until)

    assert Article.objects.get().is_due


def test_the_form_refuses_it_in_words(client, erlan):
    article = draft(erlan, embargo_until=ahead(days=2))
    client.force_login(erlan)
    until = timezone.localtime(article.embargo_until)

    posted = form(article, status="published", base=0, embargo_until=f"{until:%Y-%m-%dT%H:%M}")
    answer = client.post(f"{LIST}{article.pk}/change/", posted)

    assert f"{until:%H:%M}" in str(answer.context["adminform"].form.errors["publish_at"])
    assert Article.objects.get().status == Status.DRAFT


@pytest.mark.parametrize(
    "moments",
    [{"embargo_until": ahead(hours=1)}, {"withdraw_at": ago(days=3)}, {"deleted_at": ago(days=1)}],
    ids=["embargo", "withdrawal", "bin"],
)
def test_the_database_refuses_it_too(moments):
    article = make_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**moments)


def test_the_list_shows_what_is_due_both_ways(client, erlan):
    section = make_section()
    make_article("Выйдет", section=section, publish_at=ahead(days=1))
    make_article("Уйдёт", section=section, withdraw_at=ahead(days=1))
    make_article("Ждёт", section=section, status="draft", embargo_until=ahead(days=1))
    make_article("Просто вышла", section=section)
    client.force_login(erlan)

    scheduled = client.get(LIST, {"waits": "scheduled"}).context["cl"].result_list
    held = client.get(LIST, {"waits": "embargo"}).context["cl"].result_list

    assert {article.headline for article in scheduled} == {"Выйдет", "Уйдёт"}
    assert [article.headline for article in held] == ["Ждёт"]


def test_the_form_shows_the_embargo(client, erlan):
    article = draft(erlan, embargo_until=ahead(days=2))
    client.force_login(erlan)

    assert "errornote" in client.get(f"{LIST}{article.pk}/change/").text


# Two at once: each holds what they read before the other acted.


def test_sending_to_review_does_not_unpublish_what_an_editor_published_meanwhile(aigul, erlan):
    article = draft(aigul)
    opened_by_aigul = Article.objects.get()
    article.publish(by=erlan)

    with pytest.raises(ValidationError):
        opened_by_aigul.send_to_review(by=aigul)

    assert Article.objects.get().is_public


@pytest.mark.django_db(transaction=True)
def test_of_a_publication_and_a_translation_at_one_moment_neither_is_lost(aigul, erlan):
    draft(aigul)
    steps = [
        lambda article: article.publish(by=erlan),
        lambda article: article.translate(by=erlan),
        lambda article: article.send_to_review(by=aigul),
    ]
    together = Barrier(len(steps))

    def take(step):
        article = Article.objects.get(language="ru")
        together.wait()
        try:
            step(article)
        except ValidationError as refusal:
            return refusal.messages
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as people:
        list(people.map(take, steps))

    article = Article.objects.get(language="ru")
    assert article.is_public
    assert article.pair == Article.objects.get(language="kk")


@pytest.mark.django_db(transaction=True)
def test_of_two_stories_that_are_paired_with_one_at_one_moment_the_later_has_it():
    kazakh, *russian = make_article(language="kk"), make_article(), make_article()
    together = Barrier(len(russian))

    def pair(article):
        together.wait()
        try:
            article.pair_with(Article.objects.get(pk=kazakh.pk))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(russian)) as people:
        for _time in range(10):
            list(people.map(pair, russian))

    paired = Article.objects.filter(pair__isnull=False)
    assert {article.pair.pair for article in paired} == set(paired)
    assert paired.count() == 2


def test_what_was_put_in_the_bin_meanwhile_goes_nowhere(aigul, erlan):
    article = draft(aigul)
    opened = [Article.objects.get() for _person in range(2)]
    article.put_in_bin(aigul)

    with pytest.raises(ValidationError):
        opened[0].publish(by=erlan)
    with pytest.raises(ValidationError):
        opened[1].send_to_review(by=erlan)

    assert (Article.objects.get().status, Article.objects.get().deleted_at) == ("draft", article.deleted_at)


def test_what_was_published_meanwhile_is_withdrawn_on_its_way_into_the_bin(aigul, erlan):
    article = draft(aigul)
    opened_by_aigul = Article.objects.get()
    article.publish(by=erlan)

    opened_by_aigul.put_in_bin(aigul)

    assert Article.objects.get().status == Status.WITHDRAWN


def test_what_was_published_meanwhile_is_not_sent_back(aigul, erlan):
    article = draft(aigul, status="in_review")
    opened_by_another = Article.objects.get()
    article.publish(by=erlan)

    with pytest.raises(ValidationError):
        opened_by_another.send_back(by=make_member("editor"), note="Дата?")

    assert Article.objects.get().is_public


def test_the_note_of_a_second_editor_reaches_the_writer_too_and_a_second_click_writes_none(aigul, erlan):
    article = draft(aigul, status="in_review")
    article.send_back(by=erlan, note="Дата?")

    article.send_back(by=make_member("editor"), note="Имя?")
    article.send_back(by=erlan, note="Дата?")

    assert [note.text for note in article.review_notes.all()] == ["Имя?", "Дата?"]
    assert LogEntry.objects.count() == 1


def test_the_same_note_is_news_when_the_story_is_sent_back_again(aigul, erlan):
    article = draft(aigul, status="in_review")
    article.send_back(by=erlan, note="Нет фото")
    article.review_notes.update(created_at=ago(days=3))
    article.send_to_review(by=aigul)

    article.send_back(by=erlan, note="Нет фото")

    newest, _first = article.review_notes.all()
    assert newest.created_at > ago(hours=1)


def test_a_sign_that_no_database_stores_does_not_lose_the_note(client, aigul, erlan):
    article = draft(aigul, status="in_review")
    client.force_login(erlan)

    client.post(f"{LIST}{article.pk}/send-back/", {"review_note": "Нет\0 фото"})

    assert article.review_notes.get().text == "Нет фото"


def test_only_what_is_published_is_withdrawn(client, aigul, erlan):
    article = draft(aigul)
    client.force_login(erlan)

    alone = client.post(f"{LIST}{article.pk}/withdraw/", follow=True)
    listed = client.post(LIST, {"action": "withdraw", "_selected_action": [article.pk], "sure": "on"}, follow=True)

    assert Article.objects.get().status == Status.DRAFT
    assert said(alone)
    assert said(alone) in said(listed)


def test_a_second_click_finds_the_step_done(client, aigul):
    article = draft(aigul)
    client.force_login(aigul)
    posted = form(article, headline="Новый заголовок", base=0)

    first = client.post(f"{LIST}{article.pk}/send-to-review/", posted)
    second = client.post(f"{LIST}{article.pk}/send-to-review/", posted)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (first.url, LogEntry.objects.filter(change_message="sent_to_review").count()) == (second.url, 1)


def test_a_second_click_with_other_words_does_not_pretend_to_keep_them(client, aigul):
    article = draft(aigul, status="in_review")
    client.force_login(aigul)

    answer = client.post(f"{LIST}{article.pk}/send-to-review/", form(article, lead="Другое", base=0))

    assert answer.status_code == 403


def test_a_second_click_on_taking_back_finds_it_done(client, aigul):
    article = draft(aigul, status="in_review")
    client.force_login(aigul)

    answers = [client.post(f"{LIST}{article.pk}/send-back/") for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Article.objects.get().status == Status.DRAFT


# Moments


def test_a_story_of_the_hour_that_the_clock_showed_twice_is_saved_and_keeps_its_moment(client, erlan):
    twice = datetime(2024, 2, 29, 18, 30, 20, tzinfo=UTC)
    article = make_article(publish_at=twice)
    client.force_login(erlan)

    posted = form(article, publish_at="2024-02-29T23:30", lead="Другое", base=0)
    answer = client.post(f"{LIST}{article.pk}/change/", posted)

    article.refresh_from_db()
    assert answer.status_code == 302
    assert (article.lead, article.publish_at) == ("Другое", twice)


def test_a_moment_of_that_hour_can_be_chosen(client, erlan):
    article = make_article()
    client.force_login(erlan)

    client.post(f"{LIST}{article.pk}/change/", form(article, publish_at="2024-02-29T23:30", base=0))

    assert f"{timezone.localtime(Article.objects.get().publish_at):%d.%m.%Y %H:%M}" == "29.02.2024 23:30"


def test_a_story_is_not_withdrawn_at_the_second_it_is_published(client, erlan):
    article = draft(erlan)
    client.force_login(erlan)

    posted = form(article, publish_at="2030-01-01T10:00", withdraw_at="2030-01-01T10:00", base=0)
    answer = client.post(f"{LIST}{article.pk}/change/", posted | {"status": "published", "preflight_seen": ""})

    assert "withdraw_at" in answer.context["adminform"].form.errors
    assert Article.objects.get().status == Status.DRAFT


def test_the_moment_of_the_embargo_is_the_first_one_allowed():
    end = ahead(hours=2).replace(microsecond=0)
    article = make_article(status=Status.DRAFT, publish_at=None, embargo_until=end)

    with pytest.raises(ValidationError):
        article.publish(at=end - timedelta(microseconds=1))
    article.publish(at=end + timedelta(microseconds=999_999))

    assert Article.objects.get().publish_at == end
