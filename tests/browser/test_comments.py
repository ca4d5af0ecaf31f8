"""Talking under an article in a real browser: sent once, nothing typed is lost, and it works without scripts."""

import re
from functools import partial

from playwright.sync_api import expect

from comments.models import Comment, Discussion
from comments.threads import IN_ARTICLE
from people.models import Ban
from tests.browser.talking import fill, in_thread, is_live, long_story, on_both, say, send, take_time
from tests.builders import make_article, make_photo, make_picture
from tests.people.provider import sms_provider

DISCUSSION = re.compile("/news/.*/comments/$")
LOOKS = "(element) => getComputedStyle(element).color"


@on_both
def test_a_comment_appears_once_here_and_once_in_another_tab(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    other = open_page(article.get_absolute_url(), page.context)
    is_live(other)
    is_live(page)

    fill(page, "Когда закончат?")
    send(page)

    expect(in_thread(page, "Когда закончат?")).to_have_count(1)
    expect(in_thread(other, "Когда закончат?")).to_have_count(1)
    expect(page.locator("#id_text")).to_have_value("")
    say(article, "После него")
    expect(in_thread(other, "После него")).to_have_count(1)
    expect(in_thread(page, "Когда закончат?")).to_have_count(1)
    assert page.complaints == other.complaints == []


@on_both
def test_ones_own_comment_is_no_news_in_the_rail_and_moves_nothing_in_the_feed(open_page):
    article = long_story()
    say(article, "Сказано раньше")
    page = open_page(article.get_absolute_url())
    feed = open_page("/comments/", page.context)
    is_live(feed)
    is_live(page)

    fill(page, "Сказано здесь")
    send(page)

    expect(page.locator(".live-feed .said")).to_have_text(["Сказано здесь", "Сказано раньше"])
    expect(page.locator(".live-feed .news-button")).to_be_hidden()
    expect(feed.locator(".news-button")).to_be_visible()
    expect(feed.locator("[data-topic=site] .said")).to_have_text(["Сказано раньше"])
    assert page.complaints == feed.complaints == []


def test_a_double_click_says_it_once(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    fill(page, "Один раз")

    page.locator(".add .form-foot .button").dblclick()

    expect(in_thread(page, "Один раз")).to_have_count(1)
    assert Comment.objects.count() == 1


@on_both
def test_what_waits_for_a_moderator_is_there_after_a_reload_until_it_is_approved(open_page):
    article = long_story()
    Discussion.objects.create(article=article, mode="held")
    page = open_page(article.get_absolute_url())
    waiting = page.locator("held-comments .said")
    fill(page, "Ждёт проверки")

    send(page)
    expect(waiting).to_have_text(["Ждёт проверки"])
    page.reload()
    page.locator("comment-form").scroll_into_view_if_needed()
    expect(waiting).to_have_text(["Ждёт проверки"])
    is_live(page)
    Comment.objects.get().move_to("shown")
    page.locator(".comments > .news-button").click()

    expect(in_thread(page, "Ждёт проверки")).to_have_count(1)
    expect(waiting).to_have_count(0)
    assert page.complaints == []


def test_control_and_enter_send(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    fill(page, "С клавиатуры")

    page.locator("#id_text").press("Control+Enter")

    expect(in_thread(page, "С клавиатуры")).to_have_count(1)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    fill(page, "Без имени", name="")

    send(page)

    expect(page.locator("#id_name")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#name-wrong")).not_to_be_empty()
    expect(page.locator("#id_name")).to_be_focused()
    expect(page.locator("#id_text")).to_have_value("Без имени")


def test_without_a_connection_the_words_stay_and_can_be_sent_again(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    fill(page, "В туннеле")
    page.route(DISCUSSION, lambda route: route.abort(), times=1)

    send(page)
    expect(page.locator("comment-form output")).not_to_be_empty()
    expect(page.locator("#id_text")).to_have_value("В туннеле")
    send(page)

    expect(in_thread(page, "В туннеле")).to_have_count(1)


def test_an_unsent_comment_is_there_after_a_reload(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    fill(page, "Не дописал")

    page.reload()
    page.locator("comment-form").scroll_into_view_if_needed()

    expect(page.locator("#id_text")).to_have_value("Не дописал")


def test_a_reply_is_written_in_place_and_survives_what_happens_meanwhile(open_page):
    article = long_story()
    comment = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    is_live(page)
    fill(page, "Отвечаю")
    page.locator(f"#comment-{comment.pk} [data-act=reply]").click()
    form = page.locator(f"#comment-{comment.pk} > comment-form")
    expect(form.locator("#id_text")).to_be_focused()

    comment.edit("Стало иначе")
    expect(in_thread(page, "Стало иначе")).to_have_count(1)
    expect(form.locator("#id_text")).to_have_value("Отвечаю")
    expect(form.locator("#id_text")).to_be_focused()
    send(page)

    expect(page.locator(f"#comment-{comment.pk} > .replies .said")).to_have_text(["Отвечаю"])
    expect(page.locator(".comments > comment-form")).to_have_count(1)


def test_a_reply_that_was_begun_is_one_after_a_reload(open_page):
    article = long_story()
    comment = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    begin_reply(page, comment, "Отвечаю")

    page.reload()
    page.locator("comment-form").scroll_into_view_if_needed()
    form = page.locator(f"#comment-{comment.pk} > comment-form")
    expect(form.locator("#id_text")).to_have_value("Отвечаю")
    form.locator("#id_agree").check()
    take_time(page)
    send(page)

    expect(page.locator(f"#comment-{comment.pk} > .replies .said")).to_have_text(["Отвечаю"])


def test_a_reply_whose_comment_is_on_another_page_says_whom_it_answers(open_page):
    article = long_story()
    comment = say(article, "Было так", name="Ольга")
    page = open_page(article.get_absolute_url())
    begin_reply(page, comment, "Отвечаю")
    for n in range(IN_ARTICLE.threads):
        say(article, f"Позже {n}")

    page.reload()
    page.locator("comment-form").scroll_into_view_if_needed()
    expect(page.locator("comment-form .answered")).to_have_text("Вы отвечаете пользователю Ольга.")
    page.locator("#id_agree").check()
    take_time(page)
    send(page)

    expect(page).to_have_url(re.compile(r"/comments/(\d+)/#comment-\1$"))
    expect(page.locator(f"#comment-{comment.pk} > .replies .said")).to_have_text(["Отвечаю"])


def test_whoever_does_not_reply_after_all_goes_on_from_where_they_began(open_page):
    article = long_story()
    comment = say(article, "Было так")
    page = open_page(article.get_absolute_url())
    begin_reply(page, comment, "Отвечаю")

    page.locator(".cancel").click()

    reply = page.locator(f"#comment-{comment.pk} [data-act=reply]")
    expect(reply).to_be_focused()
    expect(reply).to_be_in_viewport()
    expect(page.locator("#id_text")).to_have_value("Отвечаю")
    page.reload()
    page.locator("comment-form").scroll_into_view_if_needed()
    expect(page.locator(".comments > comment-form #id_text")).to_have_value("Отвечаю")


def test_a_reply_from_its_own_page_is_shown_in_its_thread(open_page):
    article = long_story()
    comment = say(article, "Было так")
    page = open_page(comment.address_of("comment_reply"))
    fill(page, "Отвечаю")

    send(page)

    expect(page).to_have_url(re.compile(r"/comments/(\d+)/#comment-\1$"))
    expect(page.locator(f"#comment-{comment.pk} > .replies .said")).to_have_text(["Отвечаю"])
    assert page.complaints == []


def test_the_form_comes_home_when_the_comment_above_it_goes(open_page):
    article = long_story()
    comment = say(article, "Скоро исчезнет")
    page = open_page(article.get_absolute_url())
    is_live(page)
    fill(page, "Отвечаю")
    page.locator(f"#comment-{comment.pk} [data-act=reply]").click()

    comment.delete_by_author()

    expect(in_thread(page, "Скоро исчезнет")).to_have_count(0)
    expect(page.locator(".comments > comment-form #id_text")).to_have_value("Отвечаю")


def test_an_answer_to_what_has_gone_is_sent_by_itself_at_last(open_page):
    comment = say(long_story(), "Скоро исчезнет")
    page = open_page(f"/comments/{comment.pk}/reply/")
    fill(page, "Отвечаю")
    comment.delete_by_author()

    send(page)
    expect(page.locator(".wrong")).to_contain_text("отдельным комментарием")
    send(page)

    expect(in_thread(page, "Отвечаю")).to_have_count(1)


def test_a_person_whose_browser_filled_in_the_hidden_field_sends_it_at_last(open_page):
    page = open_page(long_story().get_absolute_url())
    fill(page, "Я не программа")
    page.evaluate("document.querySelector('#id_website').value = 'https://me.example'")

    send(page)
    expect(page.locator(".wrong")).to_contain_text("отправьте ещё раз")
    send(page)

    expect(in_thread(page, "Я не программа")).to_have_count(1)


def test_a_reaction_is_counted_and_marked_without_leaving(open_page):
    article = long_story()
    comment = say(article, "Молодцы")
    page = open_page(article.get_absolute_url())
    is_live(page)
    page.locator(f"#comment-{comment.pk}").scroll_into_view_if_needed()
    like = page.locator(f"#comment-{comment.pk} [value=like]")
    expect(like).to_have_attribute("aria-pressed", "false")

    like.click()

    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_contain_text("1")


@on_both
def test_what_one_may_do_with_all_that_is_kept_looks_like_links(open_page):
    page = open_page(long_story().get_absolute_url())
    fill(page, "Запомните меня")
    send(page)
    expect(in_thread(page, "Запомните меня")).to_have_count(1)

    page.goto("/comments/me/")

    erase = page.locator(".comments a[href$='/erase/']")
    assert erase.evaluate(LOOKS) != page.locator("label[for=id_name]").evaluate(LOOKS)
    assert erase.bounding_box()["height"] >= 24


def test_whoever_may_not_react_is_told_why_beside_the_buttons(open_page):
    article = long_story()
    comment = say(article, "Молодцы")
    page = open_page(article.get_absolute_url())
    fill(page, "Плохие слова")
    send(page)
    expect(in_thread(page, "Плохие слова")).to_have_count(1)
    Ban.objects.create(visitor=Comment.objects.get(text="Плохие слова").visitor, reason="insult")

    page.locator(f"#comment-{comment.pk} [value=like]").click()

    expect(page.locator(f"#comment-{comment.pk} [role=status]")).to_contain_text("оскорбления")
    expect(page.locator(f"#comment-{comment.pk} [value=like]")).to_have_attribute("aria-pressed", "false")


def test_a_reaction_that_did_not_arrive_says_so_until_it_does(open_page):
    article = long_story()
    comment = say(article, "Молодцы")
    page = open_page(article.get_absolute_url())
    page.locator(f"#comment-{comment.pk}").scroll_into_view_if_needed()
    like = page.locator(f"#comment-{comment.pk} [value=like]")
    expect(like).to_have_attribute("aria-pressed", "false")
    page.route(re.compile("/reaction/$"), lambda route: route.abort(), times=1)

    like.click()
    expect(page.locator(f"#comment-{comment.pk} [role=status]")).to_contain_text("Попробуйте")
    like.click()

    expect(like).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#comment-{comment.pk} [role=status]")).to_have_count(0)


def test_words_of_the_article_can_be_quoted(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url())
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose p'))")

    page.locator("quote-button").click()

    expect(page.locator(".quoted blockquote")).to_contain_text("Полоса закрыта до пятницы")
    expect(page.locator("#id_text")).to_be_focused()


def test_the_words_of_a_photo_between_the_lines_are_not_quoted_with_them(open_page):
    picture = make_picture()
    words = "<p>Мост <strong>за</strong>крыт.</p>{}<p>Объезд через<br>дамбу.</p>"
    article = make_article(body=words.format(f'<figure data-photo="{picture.pk}"></figure>'))
    make_photo(article, picture, caption="Так он выглядит")
    page = open_page(article.get_absolute_url())
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose'))")

    page.locator("quote-button").click()
    fill(page, "Наконец-то")
    send(page)

    expect(page.locator("#comments .said blockquote")).to_have_text("Мост закрыт. Объезд через дамбу.")


def test_the_caption_of_a_photo_alone_is_not_offered_as_a_quote(open_page):
    picture = make_picture()
    article = make_article(body=f'<p>Мост закрыт.</p><figure data-photo="{picture.pk}"></figure>')
    make_photo(article, picture, caption="Так он выглядит")
    page = open_page(article.get_absolute_url())
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.prose p'))")
    expect(page.locator("quote-button")).to_be_visible()

    page.evaluate("getSelection().selectAllChildren(document.querySelector('figcaption'))")

    expect(page.locator("quote-button")).to_be_hidden()


def test_where_no_article_stands_nothing_is_quoted_and_nothing_breaks(open_page):
    article = long_story()
    say(article, "Было так")
    page = open_page(article.address("discussion"))
    fill(page, "Пишу")

    page.evaluate("getSelection().selectAllChildren(document.querySelector('.said'))")
    page.locator("#id_text").press("Control+Enter")

    expect(in_thread(page, "Пишу")).to_have_count(1)
    expect(page.locator("quote-button")).to_be_hidden()
    assert page.complaints == []


@on_both
def test_everything_works_without_scripts(open_page):
    article = long_story()
    page = open_page(article.get_absolute_url(), java_script_enabled=False)
    page.locator("#id_name").fill("Марат")
    page.locator("#id_text").fill("Без скриптов")
    page.locator("#id_agree").check()

    page.locator(".add .form-foot .button").click()

    expect(page).to_have_url(re.compile(r"/comments/\d+/#comment-\d+$"))
    expect(in_thread(page, "Без скриптов")).to_have_count(1)


def test_whoever_is_too_quick_is_told_how_long_to_wait_and_keeps_the_words(site, open_page):
    site.stop()
    site.start(COMMENTS_A_MINUTE="1")
    page = open_page(long_story().get_absolute_url())
    fill(page, "Первое слово")
    send(page)
    expect(in_thread(page, "Первое слово")).to_have_count(1)

    fill(page, "Второе слово")
    send(page)

    expect(page.locator("comment-form output")).to_contain_text(re.compile(r"[0-9]"))
    expect(page.locator("#id_text")).to_have_value("Второе слово")
    expect(in_thread(page, "Второе слово")).to_have_count(0)


def test_whoever_is_too_quick_without_scripts_keeps_the_words_too(site, open_page):
    site.stop()
    site.start(COMMENTS_A_MINUTE="1")
    article = long_story()
    say_plainly = partial(_say_plainly, open_page(article.get_absolute_url(), java_script_enabled=False), article)
    say_plainly("Первое слово")

    page = say_plainly("Второе слово")

    expect(page.locator("#id_text")).to_have_value("Второе слово")
    expect(page.locator(".wrong").first).to_contain_text(re.compile(r"[0-9]"))


@on_both
def test_a_reader_confirms_a_number_and_the_comment_comes_along(site, open_page):
    article = long_story()
    with sms_provider() as provider:
        site.stop()
        site.start(COMMENTERS="sms", SMS_GATEWAY=provider.address)
        page = open_page(article.get_absolute_url())
        fill(page, "От настоящего человека")
        page.locator("[formaction*=confirm]").first.click()
        page.locator("#id_contact").fill("8 (701) 123-45-67")
        page.locator("[name=send]").click()
        page.locator("#id_code").wait_for()
        (sent, _authorization) = provider.got[0]
        assert sent["phone"] == ["+77011234567"]
        page.locator("#id_code").fill(re.search(r"[0-9]{6}", sent["text"][0])[0])
        page.locator("#id_code").press("Enter")
        page.locator(".add p", has_text="От настоящего человека").wait_for()
        page.locator(".add .button").click()

    expect(in_thread(page, "От настоящего человека")).to_have_count(1)
    assert Comment.objects.get().visitor.contact_kind == "sms"
    page.goto(article.get_absolute_url())
    page.locator("comment-form").scroll_into_view_if_needed()
    expect(page.locator("#id_name")).to_have_value("Марат")
    expect(page.locator("#id_text")).to_have_value("")


def begin_reply(page, comment, text):
    """Type a reply under a comment; it is not sent yet."""
    fill(page, text)
    page.locator(f"#comment-{comment.pk} [data-act=reply]").click()


def _say_plainly(page, article, text):
    page.goto(article.get_absolute_url())
    page.locator("#id_name").fill("Марат")
    page.locator("#id_text").fill(text)
    page.locator("#id_agree").check()
    page.locator(".add .form-foot .button").click()
    return page
