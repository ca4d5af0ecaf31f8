"""The page's line to the site: what happens appears, nothing is lost, nothing comes twice, nothing jumps."""

import json
import re
from urllib.request import urlopen

import pytest
from django.db import transaction
from playwright.sync_api import expect

from articles.models import Article
from comments.models import Comment, Discussion, Rules, State
from live import log
from live.models import Event
from people.models import User
from tests.browser.conftest import is_too_wide
from tests.browser.talking import (
    COUNT_SHIFTS,
    fill,
    in_thread,
    is_live,
    long_story,
    on_both,
    say,
)
from tests.builders import make_article
from tests.classifieds.building import make_ad
from tests.newsroom.conftest import until

LIVE = re.compile("/live/")


def pass_time(article, how_many):
    """Let so many things happen that concern nobody here."""
    with transaction.atomic():
        for _number in range(how_many):
            log.record("comment", 0, ["article:999999"])


def is_known(site):
    """Whether the site has read all that happened."""
    with urlopen(f"{site.url}/live/?topics=site&poll=1") as answer:  # noqa: S310  (an address of our own)
        return log.cursor() in answer.read().decode()


def hide(page, hidden):
    """Let the browser believe that its tab was left, or is looked at again."""
    page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


@on_both
def test_a_comment_of_another_reader_appears(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)

    say(article, "Когда закончат?")

    expect(page.locator("#comments .said", has_text="Когда закончат?")).to_have_count(1)
    assert page.complaints == []


@on_both
def test_what_comes_in_view_waits_for_a_button_and_nothing_jumps(open_page):
    article = long_story()
    say(article, "Первое")
    page = open_page(article.get_absolute_url())
    page.locator("#comments").evaluate("(list) => list.scrollIntoView({ block: 'center' })")
    is_live(page)
    page.evaluate(COUNT_SHIFTS)
    page.evaluate("window.shifts = 0")
    before = in_thread(page, "Первое").bounding_box()

    say(article, "Второе")
    say(article, "Третье")

    button = page.locator(".comments > .news-button")
    expect(button).to_have_text(re.compile("^2 "))
    assert in_thread(page, "Первое").bounding_box() == before
    assert page.evaluate("window.shifts") == 0
    button.click()
    expect(page.locator("#comments .said")).to_have_text(["Третье", "Второе", "Первое"])
    expect(button).to_be_hidden()
    expect(page.locator("#comments > li").first).to_be_focused()


def test_replies_wait_too_and_stand_under_what_they_answer(open_page):
    article = long_story()
    first = say(article, "Первое")
    page = open_page(article.get_absolute_url())
    page.locator("#comments").evaluate("(list) => list.scrollIntoView({ block: 'center' })")
    is_live(page)

    second = say(article, "Ответ", parent=first)
    third = say(article, "Ответ на ответ", parent=second)
    say(article, "Ещё глубже", parent=third)
    page.locator(".comments > .news-button").click()

    expect(page.locator(f"#comment-{first.pk} > .replies > #comment-{second.pk}")).to_have_count(1)
    expect(page.locator(f"#comment-{second.pk} > .replies > li .said")).to_have_text(["Ответ на ответ", "Ещё глубже"])


def test_a_late_approval_appears(open_page):
    article = long_story()
    waiting = say(article, "Ждало проверки")
    waiting.move_to(State.HELD)
    say(article, "Пришло позже")
    page = open_page(article.get_absolute_url())
    is_live(page)
    expect(page.locator("#comments .said")).to_have_text(["Пришло позже"])

    Comment.objects.get(pk=waiting.pk).move_to(State.SHOWN)

    expect(page.locator("#comments .said")).to_have_text(["Пришло позже", "Ждало проверки"])


def test_what_was_deleted_while_the_page_was_offline_goes(open_page):
    article = long_story()
    comment = say(article, "Скоро исчезнет")
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.context.set_offline(True)
    is_live(page, "off")

    comment.delete_by_author()
    say(article, "Сказано без связи")
    page.context.set_offline(False)

    is_live(page)
    expect(in_thread(page, "Скоро исчезнет")).to_have_count(0)
    expect(in_thread(page, "Сказано без связи")).to_have_count(1)


def test_an_edit_appears_in_place_and_focus_stays(open_page):
    article = long_story()
    comment = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    is_live(page)
    like = page.locator(f"#comment-{comment.pk} [value=like]")
    like.focus()

    comment.edit("Стало иначе")

    expect(in_thread(page, "Стало иначе")).to_have_count(1)
    expect(like).to_be_focused()


@on_both
def test_an_edit_that_grows_moves_nothing_that_is_being_read(open_page):
    article = long_story()
    say(article, "Читают это")
    comment = say(article, "Было коротко")
    page = open_page(article.get_absolute_url())
    page.locator("#comments").evaluate("(list) => list.scrollIntoView({ block: 'center' })")
    is_live(page)
    before = in_thread(page, "Читают это").bounding_box()

    comment.edit("Стало длинно.\n\n" * 20 + "Конец")

    body = page.locator(f"#comment-{comment.pk} > .body")
    expect(body).to_contain_text("Конец")
    assert in_thread(page, "Читают это").bounding_box() == before
    body.click(position={"x": 2, "y": 2})
    expect(body).to_have_css("max-height", "none")
    assert in_thread(page, "Читают это").bounding_box()["y"] > before["y"] + 200


def test_what_was_missed_is_counted_aloud(site, open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.context.set_offline(True)
    is_live(page, "off")

    say(article, "Первое без связи")
    say(article, "Второе без связи")
    until(lambda: is_known(site))
    page.context.set_offline(False)

    expect(page.locator("live-state").first).to_have_text("В эфире, было пропущено: 2")
    expect(page.locator("live-state").first).to_have_text("В эфире", timeout=20_000)


def test_reactions_of_others_are_counted_while_one_reads(open_page):
    article = long_story()
    comment = say(article, "Молодцы")
    page = open_page(article.get_absolute_url())
    is_live(page)
    like = page.locator(f"#comment-{comment.pk} [value=like]")
    like.focus()

    comment.react(say(article, "И я так думаю").visitor, "like")

    expect(like).to_contain_text("1")
    expect(like).to_be_focused()


def test_a_page_from_a_cache_heals_itself(site, open_page):
    article = long_story()
    gone = say(article, "Удалено за час")
    changed = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    cached = page.content()
    page.close()
    gone.delete_by_author()
    changed.edit("Стало иначе")
    say(article, "Сказано за час")
    pass_time(article, 2100)  # more than the ring holds

    page = open_page("/about/")
    page.route(f"**{article.get_absolute_url()}", lambda route: route.fulfill(body=cached, content_type="text/html"))
    page.goto(article.get_absolute_url())

    expect(page.locator("#comments .said")).to_have_text(["Сказано за час", "Стало иначе"])
    assert page.complaints == []


def test_a_page_older_than_the_log_is_brought_in_line_and_keeps_what_is_typed(open_page):
    article = long_story()
    gone = say(article, "Удалено давно")
    changed = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.locator("#id_text").fill("Пишу и не")
    page.evaluate("scrollTo(0, 0)")
    page.context.set_offline(True)
    is_live(page, "off")

    gone.delete_by_author()
    changed.edit("Стало иначе")
    say(article, "Сказано давно")
    pass_time(article, 2100)
    Event.objects.filter(seq__lt=2050).delete()
    page.context.set_offline(False)

    expect(in_thread(page, "Стало иначе")).to_have_count(1)
    expect(in_thread(page, "Удалено давно")).to_have_count(0)
    expect(page.locator("#id_text")).to_have_value("Пишу и не")
    is_live(page)


def test_where_streams_are_refused_the_page_asks(site, open_page):
    site.stop()
    site.start(STREAMS="0")
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page, "poll")

    say(article, "Без потока")

    expect(page.locator("#comments .said")).to_have_text(["Без потока"], timeout=30_000)
    refused = [complaint for complaint in page.complaints if "503" in complaint]
    assert page.complaints == refused


def test_a_restart_in_the_middle_loses_and_doubles_nothing(site, open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)

    say(article, "До")
    expect(in_thread(page, "До")).to_have_count(1)
    site.stop()
    say(article, "Во время")
    is_live(page, "off")
    site.start()
    say(article, "После")

    # The longer nobody answered, the longer the page rests between its tries.
    expect(page.locator("#comments .said")).to_have_text(["После", "Во время", "До"], timeout=30_000)
    is_live(page)


def test_a_proxy_that_answers_502_is_outlived(open_page):
    article = long_story()
    page = open_page("/about/")
    answers = iter([502, 504])

    def answer(route):
        status = next(answers, None)
        route.fulfill(status=status, body="<h1>Bad Gateway</h1>") if status else route.continue_()

    page.route(LIVE, answer)
    page.goto(article.get_absolute_url())
    is_live(page)

    say(article, "После выкладки")

    expect(in_thread(page, "После выкладки")).to_have_count(1)


def test_a_hidden_tab_lets_its_line_go_and_takes_it_up_again(open_page):
    article = long_story()
    page = open_page("/about/")
    page.clock.install()
    page.goto(article.get_absolute_url())
    is_live(page)

    with page.expect_event("requestfailed", lambda request: LIVE.search(request.url)):
        hide(page, True)
        page.clock.fast_forward(61_000)
    say(article, "Сказано тем временем")
    with page.expect_request(LIVE) as resumed:
        hide(page, False)

    assert "after=" in resumed.value.url
    expect(in_thread(page, "Сказано тем временем")).to_have_count(1)


def test_a_page_in_the_back_forward_cache_holds_no_line_and_takes_it_up_again(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)

    with page.expect_event("requestfailed", lambda request: LIVE.search(request.url)):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    is_live(page, "slow")
    say(article, "Сказано тем временем")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(in_thread(page, "Сказано тем временем")).to_have_count(1)
    is_live(page)


def test_a_silent_line_is_given_up(open_page):
    article = long_story()
    page = open_page("/about/")
    page.clock.install()
    page.goto(article.get_absolute_url())
    is_live(page)

    with page.expect_event("requestfailed", lambda request: LIVE.search(request.url)), page.expect_request(LIVE):
        page.clock.fast_forward(38_000)
        page.clock.fast_forward(5_000)


def test_a_gap_in_the_numbers_is_asked_for(open_page):
    article = long_story()
    # A page with a line of its own would take the answer meant for the next one.
    page = open_page("about:blank")
    # The page may stand one number later: the story is announced within a second.
    epoch, seq = log.cursor().split("-")
    event = {"key": "1", "version": 1, "parts": {}, "prev": f"{epoch}-{int(seq) + 5}"}
    stream = f"retry: 1000\n\nid: {epoch}-{int(seq) + 6}\nevent: comment\ndata: {json.dumps(event)}\n\n"
    page.route(LIVE, lambda route: route.fulfill(body=stream, content_type="text/event-stream"), times=1)

    with page.expect_request(re.compile(rf"after={epoch}-\d+&poll=1")):
        page.goto(article.get_absolute_url())


@on_both
def test_hostile_words_stay_what_they_are(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)
    words = "</li><script>document.title='взлом'</script>\u2028id: 9\r\n\r\nevent: bye <img src=x onerror=alert(1)>"

    said = say(article, words, name="data: {}\u202e<b>")
    say(article, "я" * 4000)
    last = say(article, "После них")

    expect(page.locator(f"#comment-{last.pk}")).to_have_count(1)
    expect(page.locator(f"#comment-{said.pk} .said")).to_contain_text("<script>document.title='взлом'</script>")
    assert page.locator("#comments script, #comments img").count() == 0
    assert not is_too_wide(page)
    assert page.complaints == []


def test_a_new_story_comes_into_the_rail_and_the_open_one_says_that_it_changed(open_page):
    article = make_article("Старая новость")
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.evaluate(COUNT_SHIFTS)
    page.evaluate("window.shifts = 0")

    make_article("Свежая новость")
    page.locator(".latest .news-button").click()

    expect(page.locator(".latest li").first).to_contain_text("Свежая новость")
    assert page.evaluate("window.shifts") == 0
    story = Article.objects.get(pk=article.pk)
    story.headline = "Новый заголовок"
    story.save()
    expect(page.locator(".live-notice")).to_have_count(1)


def test_the_feed_follows_every_article(open_page):
    article = long_story()
    say(article, "Старое")
    page = open_page("/comments/")
    is_live(page)

    say(make_article("Другая статья"), "Новое")
    page.locator(".news-button").click()

    expect(page.locator(".live-feed li .said")).to_have_text(["Новое", "Старое"])


def test_a_script_that_does_not_come_at_first_loses_nothing(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.route(re.compile(r"/js/lists\."), lambda route: route.abort(), times=1)

    say(article, "Раньше сценария")
    say(article, "После сценария")

    expect(page.locator("#comments .said")).to_have_text(["После сценария", "Раньше сценария"])


def test_a_withdrawn_story_leaves_the_rail(open_page):
    make_article("Останется")
    withdrawn = make_article("Отозвана")
    page = open_page(make_article("Читают").get_absolute_url())
    is_live(page)
    rail = page.locator(".latest li", has_text="Отозвана")
    expect(rail).to_have_count(1)

    withdrawn.withdraw()

    expect(rail).to_have_count(0)
    expect(page.locator(".latest li", has_text="Останется")).to_have_count(1)


def test_a_rail_older_than_the_log_is_brought_in_line(open_page):
    withdrawn = make_article("Отозвана давно")
    article = make_article("Читают")
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.context.set_offline(True)
    is_live(page, "off")

    withdrawn.withdraw()
    make_article("Вышла давно")
    pass_time(article, 2100)
    Event.objects.filter(seq__lt=2050).delete()
    page.context.set_offline(False)

    is_live(page)
    expect(page.locator(".latest li", has_text="Отозвана давно")).to_have_count(0)
    page.locator(".latest .news-button").click()
    expect(page.locator(".latest li", has_text="Вышла давно")).to_have_count(1)


def test_a_talk_that_is_closed_takes_the_form_away(open_page):
    article = make_article("Горячая тема")
    discussion, _new = Discussion.objects.get_or_create(article=article)
    page = open_page(article.get_absolute_url())
    is_live(page)
    anna = User.objects.create_superuser("anna-closes")

    ruling = discussion.switch(anna, mode="closed")
    expect(page.locator(".comments .closed")).to_be_visible()
    expect(page.locator("#id_text")).to_be_hidden()

    ruling.undo(anna)
    expect(page.locator("#id_text")).to_be_visible()
    expect(page.locator(".comments .closed")).to_have_count(0)


def test_whoever_has_typed_sees_the_words_when_the_talk_is_closed(open_page):
    article = make_article("Горячая тема")
    discussion, _new = Discussion.objects.get_or_create(article=article)
    page = open_page(article.get_absolute_url())
    is_live(page)
    fill(page, "Ещё не отправил")
    anna = User.objects.create_superuser("anna-closes")

    ruling = discussion.switch(anna, mode="closed")
    expect(page.locator(".comments .closed")).to_be_visible()
    expect(page.locator("#id_text")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Ещё не отправил")
    expect(page.locator(".add .form-foot .button")).to_be_disabled()

    ruling.undo(anna)
    expect(page.locator(".add .form-foot .button")).to_be_enabled()
    expect(page.locator("#id_text")).to_be_editable()
    expect(page.locator(".comments .closed")).to_have_count(0)


def test_the_site_does_not_close_a_talk_that_has_rules_of_its_own(open_page):
    article, other = long_story("Со своими правилами"), long_story("Как на всём сайте")
    anna = User.objects.create_superuser("anna-closes")
    Discussion.objects.create(article=article, mode="open", told_closed=False)
    page, beside = open_page(article.get_absolute_url()), open_page(other.get_absolute_url())
    is_live(page)
    is_live(beside)

    Rules.current().switch(anna, mode="closed")
    expect(beside.locator(".comments .closed")).to_be_visible()
    say(article, "Здесь можно")
    expect(in_thread(page, "Здесь можно")).to_have_count(1)
    expect(page.locator("#id_text")).to_be_visible()

    Discussion.objects.get(article=article).switch(anna, mode="")
    expect(page.locator(".comments .closed")).to_be_visible()


def test_a_talk_opens_by_rules_of_its_own_while_the_site_is_closed(open_page):
    article = make_article("Горячая тема")
    anna = User.objects.create_superuser("anna-opens")
    Rules.objects.create(pk=1, mode="closed", told_closed=True)
    page = open_page(article.get_absolute_url())
    is_live(page)
    expect(page.locator("#id_text")).to_have_count(0)
    page.evaluate("Math.random = () => 0")  # one reader need not wait for the others

    Discussion.objects.create(article=article).switch(anna, mode="open")

    expect(page.locator("#id_text")).to_be_visible()


def test_what_is_said_under_an_article_leaves_the_feeds_with_it(open_page):
    withdrawn, other = make_article("Отозвана"), make_article("Осталась")
    say(withdrawn, "Под отозванной")
    say(other, "Под оставшейся")
    page = open_page("/kk/comments/")
    is_live(page)
    say(withdrawn, "Ещё не показано")
    expect(page.locator(".news-button")).to_be_visible()

    withdrawn.withdraw()

    expect(page.locator("[data-topic=site] .said")).to_have_text(["Под оставшейся"])
    expect(page.locator(".news-button")).to_be_hidden()


@pytest.mark.parametrize("name", ["discussion", "ads"])
def test_a_page_without_a_rail_shows_the_feed_at_its_foot_by_one_stream(open_page, name):
    article, other = long_story("Читают"), make_article("Обсуждают")
    say(other, "Сказано раньше")
    page = open_page("/about/")
    streams = []
    page.on("request", lambda request: LIVE.search(request.url) and streams.append(request.url))
    page.goto({"discussion": article.address("discussion"), "ads": "/ads/"}[name])
    is_live(page)

    say(other, "Сказано сейчас")
    page.locator(".live-feed .news-button:visible").or_(page.locator(".live-feed .said").nth(1)).first.wait_for()
    page.evaluate("document.querySelector('.live-feed .news-button:not([hidden])')?.click()")

    expect(page.locator(".live-feed .said")).to_have_text(["Сказано сейчас", "Сказано раньше"])
    assert len(streams) == 1
    assert page.complaints == []


def test_the_number_in_the_heading_goes_along(open_page):
    article = make_article("Счёт")
    first = say(article, "Первый")
    page = open_page(article.get_absolute_url())
    is_live(page)
    total = page.locator("#comments-title .total")
    expect(total).to_have_text(", 1")

    say(article, "Второй")
    expect(total).to_have_text(", 2")
    first.delete_by_author()
    expect(total).to_have_text(", 1")


def test_an_open_ad_says_that_it_has_changed_and_that_it_is_sold(open_page):
    ad = make_ad()
    page = open_page(ad.get_absolute_url())
    is_live(page)

    ad.change({"price": 99_000}, [])
    expect(page.locator(".over")).to_contain_text("Объявление изменилось.")
    expect(page.get_by_role("button", name="Показать телефон")).to_be_visible()

    ad.sell()
    expect(page.locator(".over")).to_have_text("Продано.")
    expect(page.get_by_role("button", name="Показать телефон")).to_be_hidden()
    assert page.complaints == []
