"""The moderation desk: one queue, the rules of a burning story, bans, the log."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Discussion, Rules, Ruling, StopWord
from people.bans import Ban
from people.models import User
from tests.builders import ago, ahead, make_article, make_comment, make_member, make_visitor

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", first_name="Анна", last_name="Вебер")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    client.cookies["desk_language"] = "ru"
    return client


def act(pk, deed):
    return f"/admin/comments/comment/{pk}/{deed}/"


def rows(answer):
    return re.findall(r'class="mod-row" id="([\w-]+)"', answer.text)


def appeal(**fields):
    fields = {"reason": "hate", "appeal": "Это был не я.", "appealed_at": ago(minutes=30)} | fields
    return Ban.objects.create(visitor=make_visitor("Ержан"), **fields)


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


def test_the_queue_holds_all_that_waits_the_longest_waiting_first(desk):
    held = make_comment(state="held", held_for="links", created_at=ago(minutes=10))
    complained = make_comment(complained_at=ago(hours=2))
    ban = appeal()
    make_comment()

    assert rows(desk.get(QUEUE)) == [f"comment-{complained.pk}", f"appeal-{ban.pk}", f"comment-{held.pk}"]


@pytest.mark.parametrize(("kind", "number"), [("held", 1), ("complaints", 2), ("appeals", 3)])
def test_each_kind_is_seen_alone(desk, kind, number):
    make_comment(state="held")
    make_comment(complained_at=ago(hours=2))
    make_comment(complained_at=ago(hours=3))
    [appeal() for _ in range(3)]

    assert len(rows(desk.get(QUEUE, {"kind": kind}))) == number


def test_a_long_queue_is_read_to_its_end_without_a_row_twice(desk):
    same = ago(hours=1)
    expected = {make_comment(state="held", created_at=same).pk for _ in range(35)}
    expected |= {make_comment(complained_at=same).pk for _ in range(35)}

    first = desk.get(QUEUE)
    second = desk.get(QUEUE, {"after": older(first)})
    third = desk.get(QUEUE, {"after": older(second)})

    found = rows(first) + rows(second) + rows(third)
    assert sorted(found) == sorted(f"comment-{pk}" for pk in expected)


def older(answer):
    return re.search(r'mod-more"><a[^>]*after=([\d-]+)', answer.text)[1]


@pytest.mark.parametrize("query", ["kind=zz", "after=zz", "after=1-1", "after=9999999999999999999-1-1", "after=٣-1-1"])
def test_a_strange_place_in_the_queue_is_not_found(desk, query):
    assert desk.get(f"{QUEUE}?{query}").status_code == 404


def test_the_queue_takes_as_many_queries_however_long_it_is(desk, django_assert_max_num_queries):
    for n in range(40):
        make_comment(state="held", parent=make_comment(), visitor=make_visitor(f"Гость {n}"))

    with django_assert_max_num_queries(24):
        desk.get(QUEUE)


def test_a_row_tells_what_there_is_to_know(desk):
    visitor = make_visitor("Ольга")
    make_comment(visitor=visitor)
    make_comment(visitor=visitor, state="hidden")
    parent = make_comment(text="А когда закончат?")
    comment = make_comment(text="См. https://example.com/a", parent=parent, visitor=visitor, state="held")
    comment.complaints.create(visitor=make_visitor(), reason="insult")

    page = desk.get(QUEUE).text

    assert "А когда закончат?" in page
    assert '<span class="mod-link">https://example.com/a</span>' in page
    assert 'href="https://example.com/a"' not in page
    assert comment.article.headline in page
    assert re.search(r'mod-record">[^<]*1[^<]*1[^<]*1[^<]*0', page)


@pytest.mark.parametrize("said", ["казино", "КАЗИНО", "к а з и н о", "kaзинo", "каааазино"])
def test_a_stop_word_is_marked_however_it_is_disguised(desk, said):
    StopWord.objects.create(word="казино")
    make_comment(text=f"Лучшее {said} тут", state="held", held_for="stop_word")

    assert f"Лучшее <mark>{said}</mark> тут" in desk.get(QUEUE).text


def test_a_stop_word_among_invisible_signs_is_named(desk):
    StopWord.objects.create(word="казино")
    make_comment(text="Лучшее ка\u200bзи\u200bно тут", state="held", held_for="stop_word")

    assert "<mark>казино</mark>" in desk.get(QUEUE).text


def test_a_form_decides_and_leads_back(desk):
    comment = make_comment(state="held")

    answer = desk.post(act(comment.pk, "approve"), {"back": f"{QUEUE}?kind=held"})

    assert (answer.status_code, answer.url) == (302, f"{QUEUE}?kind=held")
    assert state(comment) == "shown"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/", "/admin/logout/", "\\\\evil", "\0"])
def test_it_leads_back_nowhere_else(desk, back):
    assert desk.post(act(make_comment().pk, "approve"), {"back": back}).url == QUEUE


def test_a_script_gets_the_row_as_it_is_now(desk):
    comment = make_comment(state="held")

    answer = desk.post(act(comment.pk, "hide"), {"reason": "insult"}, **JSON).json()

    assert "is-decided" in answer["rows"][f"comment-{comment.pk}"]
    assert state(comment) == "hidden"


def test_the_second_moderator_is_told_the_name_of_the_first(desk, client, anna):
    comment = make_comment(state="held")
    page = desk.get(QUEUE).text
    seen = re.search(r'name="seen" value="(\d+-\d*)"', page)[1]
    comment.approve(User.objects.create_superuser("boris", first_name="Борис", last_name="Ли"))

    answer = desk.post(act(comment.pk, "hide"), {"reason": "insult", "seen": seen}, **JSON)

    assert answer.status_code == 409
    assert "Борис Ли" in answer.json()["said"]
    assert state(comment) == "shown"


@pytest.mark.parametrize(
    ("deed", "data"),
    [
        ("hide", {}),
        ("hide", {"reason": "zz"}),
        ("hide", {"reason": "\0"}),
        ("ban", {"reason": "hate"}),
        ("ban", {"reason": "hate", "period": "99999999999999"}),
        ("ban", {"period": "7"}),
        ("reply", {"text": ""}),
        ("reply", {"text": "\0\u202e"}),
        ("reply", {"text": "ы" * 4001}),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_happens(desk, deed, data):
    comment = make_comment(state="held")

    answer = desk.post(act(comment.pk, deed), data, **JSON)

    assert answer.status_code == 422
    assert state(comment) == "held"
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("seen", ["", "zz", "-", "0-zz", "\0", "9" * 400])
def test_a_form_that_does_not_know_what_it_saw_decides_nothing(desk, seen):
    comment = make_comment(state="held")
    comment.edit("Иначе.")

    assert desk.post(act(comment.pk, "approve"), {"seen": seen}, **JSON).status_code == 409
    assert state(comment) == "held"


def test_a_reply_that_is_too_long_is_not_lost(desk):
    comment = make_comment()

    answer = desk.post(act(comment.pk, "reply"), {"text": "Начало ответа. " + "ы" * 4001})

    assert answer.status_code == 422
    assert "Начало ответа. ыыы" in answer.text


def test_a_ban_is_for_a_period_and_a_reason(desk, anna):
    comment = make_comment()

    desk.post(act(comment.pk, "ban"), {"reason": "advertising", "period": "30"})

    ban = Ban.objects.get()
    assert (ban.visitor, ban.by, ban.reason) == (comment.visitor, anna, "advertising")
    assert timedelta(days=29) < ban.until - timezone.now() < timedelta(days=31)


def test_a_ban_shorter_than_the_running_one_is_said_to_have_only_hidden(desk, anna):
    first = make_comment()
    first.ban(anna, "hate", "30")
    second = make_comment(visitor=first.visitor)

    answer = desk.post(act(second.pk, "ban"), {"reason": "insult", "period": "1"}, **JSON).json()

    assert answer["said"] == "Скрыто: оскорбления. Действующая блокировка автора не короче и остаётся в силе."


def test_an_appeal_is_granted_or_refused(desk):
    first, second = appeal(), appeal()

    desk.post(f"/admin/comments/comment/bans/{first.pk}/lift/")
    desk.post(f"/admin/comments/comment/bans/{second.pk}/refuse/")

    assert list(Ban.objects.running()) == [second]
    assert rows(desk.get(QUEUE)) == []


def test_the_last_decision_is_undone_by_one_key(desk):
    first, second = make_comment(state="held"), make_comment(state="held")
    desk.post(act(first.pk, "approve"))
    desk.post(act(second.pk, "approve"))

    answer = desk.post("/admin/comments/comment/undo/", **JSON).json()

    assert (state(first), state(second)) == ("shown", "held")
    assert f'id="comment-{second.pk}"' in answer["rows"][f"comment-{second.pk}"]
    desk.post("/admin/comments/comment/undo/")
    assert state(first) == "held"
    assert desk.post("/admin/comments/comment/undo/", **JSON).json()["rows"] == {}


def test_what_its_author_deleted_meanwhile_is_passed_over_by_the_key(desk):
    first, second = make_comment(state="held"), make_comment(state="held")
    desk.post(act(first.pk, "approve"))
    desk.post(act(second.pk, "approve"))
    Comment.objects.get(pk=second.pk).delete_by_author()

    answer = desk.post("/admin/comments/comment/undo/", **JSON)

    assert answer.status_code == 200
    assert state(first) == "held"


def test_what_somebody_may_not_decide_any_more_is_passed_over_by_the_key(client):
    moderator = make_member("moderator")
    comment = make_comment()
    comment.hide(moderator, "insult")
    Rules.current().switch(moderator, mode="held")
    moderator.groups.get().permissions.filter(codename="change_rules").delete()
    client.force_login(moderator)

    answer = client.post("/admin/comments/comment/undo/", **JSON)

    assert answer.status_code == 200
    assert (state(comment), Rules.current().mode) == ("shown", "held")


def test_the_ban_of_somebody_who_deleted_the_comment_is_undone_by_the_key(desk):
    comment = make_comment()
    desk.post(act(comment.pk, "ban"), {"reason": "hate", "period": "7"})
    Comment.objects.get(pk=comment.pk).delete_by_author()

    desk.post("/admin/comments/comment/undo/")

    assert not Ban.objects.running().exists()


def test_the_words_of_a_reply_that_is_undone_stand_in_its_field_again(desk):
    comment = make_comment()
    desk.post(act(comment.pk, "reply"), {"text": "Перила привезут в пятницу."})

    answer = desk.post("/admin/comments/comment/undo/", **JSON).json()

    row = answer["rows"][f"comment-{comment.pk}"]
    assert "<details open>" in row
    assert "Перила привезут в пятницу.</textarea>" in row


def test_a_form_that_undoes_a_reply_shows_its_words_too(desk):
    comment = make_comment()
    desk.post(act(comment.pk, "reply"), {"text": "Перила привезут в пятницу."})

    page = desk.post("/admin/comments/comment/undo/").text

    assert "Перила привезут в пятницу.</textarea>" in page
    assert "Отменено" in page


def test_nobody_undoes_what_they_may_not_decide(client):
    ruling = Rules.current().switch(make_member("chief"), mode="held")
    moderator = make_member("moderator")
    moderator.groups.get().permissions.filter(codename="change_rules").delete()
    client.force_login(moderator)

    assert client.post(f"/admin/comments/comment/undo/{ruling.pk}/").status_code == 403
    assert Rules.current().mode == "held"


def test_the_rules_of_the_site_are_switched_from_the_queue(desk):
    make_comment(state="held")
    page = desk.get(QUEUE).text

    desk.post("/admin/comments/comment/rules/", {"mode": "first", "first_count": "5"})

    assert "mod-rules" in page
    assert (Rules.current().mode, Rules.current().first_count) == ("first", 5)


@pytest.mark.parametrize("data", [{}, {"mode": "zz"}, {"mode": "first", "first_count": "0"}, {"mode": "\0"}])
def test_strange_rules_change_nothing(desk, data):
    assert desk.post("/admin/comments/comment/rules/", data).status_code == 302
    assert (Rules.current().mode, Rules.current().first_count) == ("open", 3)


def test_one_article_has_rules_of_its_own(desk):
    article = make_article()
    page = f"/admin/comments/comment/article/{article.pk}/"

    desk.post(f"{page}rules/", {"mode": "held", "closes_at": "2030-01-01T10:00", "back": page})

    discussion = Discussion.objects.get()
    assert (discussion.mode, timezone.localtime(discussion.closes_at).hour) == ("held", 10)
    assert 'value="2030-01-01T10:00"' in desk.get(page).text


@pytest.mark.parametrize("data", [{"mode": "zz"}, {"closes_at": "zz"}, {"closes_at": "0001-01-01T00:00"}])
def test_strange_rules_of_an_article_are_answered_in_words(desk, data):
    article = make_article()

    answer = desk.post(f"/admin/comments/comment/article/{article.pk}/rules/", data)

    assert answer.status_code == 422
    assert "errorlist" in answer.text


def test_the_talk_under_an_article_is_read_and_decided_at_the_desk(desk):
    shown, hidden = make_comment(), make_comment(state="hidden", hidden_for="hate")
    make_comment(article=make_article("Другая"))

    answer = desk.get(f"/admin/comments/comment/article/{shown.article_id}/")

    assert rows(answer) == [f"comment-{hidden.pk}", f"comment-{shown.pk}"]


def test_a_draft_without_comments_has_no_discussion_to_moderate(desk):
    article = make_article(status="draft")

    assert desk.get(f"/admin/comments/comment/article/{article.pk}/").status_code == 404


def test_one_comment_is_shown_with_what_it_said_before_and_what_was_decided(desk, anna):
    comment = make_comment(text="Прежние слова")
    comment.edit("Новые слова")
    comment.hide(anna, "insult")

    page = desk.get(f"/admin/comments/comment/{comment.pk}/change/").text

    assert "Прежние слова" in page
    assert "Новые слова" in page
    assert "Анна Вебер" in page


def test_the_log_is_read_and_changed_by_nobody(desk, anna):
    ruling = make_comment().hide(anna, "insult")
    page = f"/admin/comments/ruling/{ruling.pk}/change/"

    desk.post(page, {"reason": "hate"})

    assert desk.get("/admin/comments/ruling/").status_code == 200
    assert desk.get(page).status_code == 200
    assert desk.post(f"/admin/comments/ruling/{ruling.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.get("/admin/comments/ruling/add/").status_code == 403
    assert Ruling.objects.get().reason == "insult"


def test_every_decision_has_its_line_in_the_log(desk, anna):
    comment = make_comment()
    comment.reply(anna, "Спасибо.")
    comment.refresh_from_db()
    comment.ban(anna, "hate", "7")
    Rules.current().switch(anna, mode="closed")
    Ruling.objects.first().undo(anna)

    answer = desk.get("/admin/comments/ruling/")

    assert answer.text.count('class="field-at') == 4


def test_the_log_says_how_many_first_comments_wait(desk, anna):
    Rules.current().switch(anna, mode="first", first_count=10)

    assert "первых комментариев на проверку: 10" in desk.get("/admin/comments/ruling/").text


def test_the_log_says_that_a_closing_date_was_removed(desk, anna):
    discussion = Discussion.objects.create(article=make_article(), closes_at=ahead(days=1))

    discussion.switch(anna, mode="", closes_at=None)

    assert "дата закрытия снята" in desk.get("/admin/comments/ruling/").text


def test_the_rules_of_an_article_have_no_number_of_their_own_in_the_log(desk, anna):
    Discussion.objects.create(article=make_article()).switch(anna, mode="first", closes_at=None)

    assert "первых комментариев на проверку" not in desk.get("/admin/comments/ruling/").text


def test_stop_words_are_kept_at_the_desk(desk):
    desk.post("/admin/comments/stopword/add/", {"word": "казино"})

    assert StopWord.objects.get().word == "казино"


def test_the_words_of_a_stop_phrase_are_parted_by_one_space(desk):
    desk.post("/admin/comments/stopword/add/", {"word": " казино    онлайн "})

    assert StopWord.objects.get().word == "казино онлайн"


@pytest.mark.parametrize("word", ["88", "8 8", "!!!", "🖕", "\u200b"])
def test_a_stop_word_that_would_never_be_found_is_refused(desk, word):
    answer = desk.post("/admin/comments/stopword/add/", {"word": word})

    assert "нужны буквы" in answer.text
    assert not StopWord.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "ы" * 4000,
        "http://" + "a" * 2000,
        "строка\r\nid: 7\r\n\r\ndata: x",
        "\u2028\u2029",
        "е" + "\u0301" * 500,
        "\u202eпереворот",
    ],
)
def test_hostile_text_stays_text_on_every_page_of_the_desk(desk, anna, text):
    comment = make_comment(text=text, state="held", visitor=make_visitor("<b>имя"[:40]))
    comment.hide(anna, "hate")
    make_comment(text=text, state="held", visitor=make_visitor("<b>имя"))
    appeal(appeal=text[:1000])
    StopWord.objects.create(word="script")
    places = [QUEUE, f"/admin/comments/comment/{comment.pk}/change/", "/admin/comments/comment/"]
    places += ["/admin/comments/comment/bans/", "/admin/comments/ruling/"]

    pages = [desk.get(place) for place in places]

    assert {page.status_code for page in pages} == {200}
    assert not any("<script>alert" in page.text or "<b>имя" in page.text for page in pages)


def test_the_first_page_of_the_day_says_how_much_waits(desk):
    make_comment(state="held")
    appeal()

    waits = desk.get("/admin/").context["moderation"]

    assert [(kind, number) for kind, _name, number in waits] == [("held", 1), ("complaints", 0), ("appeals", 1)]


def test_who_may_not_moderate_hears_nothing_of_it(client):
    make_comment(state="held")
    client.force_login(make_member("reporter"))

    answer = client.get("/admin/")

    assert answer.context["moderation"] == []
    assert "/admin/comments/" not in answer.text


@pytest.mark.parametrize("deed", ["approve", "hide", "ban", "reply"])
def test_what_decides_is_never_a_link(desk, deed):
    assert desk.get(act(make_comment().pk, deed)).status_code == 405


@pytest.mark.parametrize(("language", "title"), [("ru", "Модерация"), ("kk", "Модерация")])
def test_the_queue_speaks_both_languages(desk, language, title):
    desk.cookies["desk_language"] = language

    assert f"<h1>{title}</h1>" in desk.get(QUEUE).text
