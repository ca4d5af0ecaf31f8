"""Filing stories in a real browser: typing, dropping, pasting, putting in order."""

import re
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from articles.models import Article, Author, Section
from people.models import User
from tests.browser.conftest import is_too_wide, log_in
from tests.builders import make_article, make_picture

SHARED = Path(__file__).parents[3] / "shared"
ADD = "/admin/articles/article/add/"
REFUSED = re.compile(r"status of 4\d\d")


@pytest.fixture
def anna():
    user = User.objects.create_superuser("anna", password="anna-anna-1")
    Author.objects.create(byline_ru="Анна Ким", user=user)
    return user


@pytest.fixture
def desk(page, anna):
    """A page on which Anna has logged in; leaving it with changes asks nothing."""
    Section.objects.create(name_ru="Общество", name_kk="Қоғам", slug_ru="obshchestvo", slug_kk="qogam")
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, anna)
    return page


def open_new(desk):
    desk.goto(ADD)
    expect(editor(desk)).to_be_visible()


def editor(desk):
    return desk.locator(".ProseMirror[contenteditable=true]")


def body(desk):
    return desk.input_value("#id_body")


def rows(desk):
    return desk.locator(".photo-row:not(.empty-form):not(.is-waiting)")


def photo(name="photo.jpg", size=(900, 600), colour="teal"):
    """(name, bytes) of a photograph."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return name, file.getvalue()


def noise(name, size=(4000, 3000)):
    """(name, bytes) of a 12-megapixel photograph as heavy as a camera's."""
    file = BytesIO()
    Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size).convert("RGB").save(file, "JPEG", quality=88)
    return name, file.getvalue()


def drop(desk, *files):
    """Drop files on the page as a file manager would."""
    let_go(desk, carry(desk, *files))


def carry(desk, *files):
    """Bring files to the browser, as if they were held over the page."""
    # The page fetches them: handed over in the call, ten heavy photographs took longer than everything else here.
    folder = settings.MEDIA_ROOT / "carried"
    folder.mkdir(exist_ok=True)
    for name, data in files:
        (folder / name).write_bytes(data)
    return desk.evaluate_handle(
        """async (names) => {
            const transfer = new DataTransfer();
            for (const name of names) {
                const answer = await fetch(`/media/carried/${encodeURIComponent(name)}`, { cache: "no-store" });
                if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
                transfer.items.add(new File([await answer.blob()], name));
            }
            return transfer;
        }""",
        [name for name, _data in files],
    )


def let_go(desk, transfer):
    """Let go of files held over the page."""
    desk.dispatch_event(".photo-drop", "drop", {"dataTransfer": transfer})


def paste(desk, html="", text=""):
    """Paste into the editor what another program put on the clipboard."""
    editor(desk).click()
    editor(desk).evaluate(
        """(element, { html, text }) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text || "text");
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        {"html": html, "text": text},
    )


def insert_photo(desk, number):
    desk.click("[data-name=photo]")
    desk.locator(".photo-choices button").nth(number - 1).click()


def add_hashtags(desk, text):
    desk.fill("#id_hashtags", text)
    desk.press("#id_hashtags", "Enter")


def save(desk):
    desk.click("[name=_save]")
    expect(desk.locator(".messagelist .success")).to_be_visible()


def publish(desk):
    """Save, read the remarks on photos without words, and publish all the same."""
    desk.click("[name=_save]")
    desk.click("[name=preflight_seen]")
    expect(desk.locator(".messagelist .success")).to_be_visible()


def forgive_refusals(desk):
    """A refused upload is what the test asked for; Chromium reports it as a failed load."""
    desk.complaints[:] = [complaint for complaint in desk.complaints if not REFUSED.search(complaint)]


def test_a_whole_photo_report_takes_one_page(desk):
    paragraphs = [
        "Соседи встречаются третий год подряд и договариваются о дворах, детях и тишине после одиннадцати.",
        '-На прошлой встрече мы решили посадить аллею "Дружба", - рассказала Сауле Омарова, старшая по дому.',
        "В этот раз пришли жители сорока домов. Посчитали деньги, выбрали саженцы и спели.",
        'Лучшим двором года назвали двор на улице Лесной. Ему достался кубок "Золотая лавочка".',
    ]
    headline = "Во дворце школьников прошёл III форум соседей"
    open_new(desk)

    desk.fill("#id_headline", headline)
    desk.fill("#id_kicker", "Форум")
    drop(desk, photo("1.jpg", colour="teal"), photo("2.jpg", colour="olive"), photo("3.jpg", colour="navy"))
    expect(rows(desk)).to_have_count(3)
    editor(desk).click()
    for place, paragraph in enumerate(paragraphs):
        desk.keyboard.insert_text(paragraph)
        desk.keyboard.press("Enter")
        if place < 3:
            insert_photo(desk, place + 1)
    add_hashtags(desk, "#форум #обсуждение #инициативы #СКО")
    desk.select_option("#id_section", label="Общество")
    desk.select_option("#id_status", "published")
    publish(desk)

    article = Article.objects.get()
    assert [author.byline for author in article.authors.all()] == ["Анна Ким"]
    read_report(desk, article, headline=headline, kicker="Форум", hashtags=4)
    assert "— На прошлой встрече" in desk.inner_text("main").replace("\xa0", " ")
    assert "«Золотая лавочка»" in desk.inner_text("main")


def read_report(desk, article, headline, kicker, hashtags):
    """The reader's page of a report with three photos between its paragraphs, the first of them leading."""
    desk.goto(article.get_absolute_url())
    assert plain(desk.locator("h1").all_inner_texts()) == [headline]
    expect(desk.locator(".crumbs").get_by_role("link", name="Общество")).to_be_visible()
    expect(desk.locator(".head .kicker")).to_have_text(kicker)
    expect(desk.locator("article time").first).to_have_text(re.compile(r"^\d\d:\d\d"))
    assert article.lead_photo.picture.key in desk.locator(".columns > figure img").first.get_attribute("src")
    numbers = desk.locator(".prose > p + figure:has(+ p) .number, .prose > p + figure .number")
    expect(numbers).to_have_text(["фото-1", "фото-2", "фото-3"])
    links = desk.locator(".tags a")
    addresses = {link.get_attribute("href") for link in links.all()}
    assert len(addresses) == hashtags
    assert {desk.request.get(address).status for address in addresses} == {200}
    expect(desk.locator("section.latest h2")).to_have_text("Последние новости")
    desk.goto("/kk/")
    assert desk.get_attribute("html", "lang") == "kk"
    desk.goto(article.get_absolute_url())


def plain(texts):
    return [text.replace("\xa0", " ").strip() for text in texts]


@pytest.mark.skipif(not SHARED.exists(), reason="the newsroom's own seed article lies outside the project")
def test_the_seed_article_takes_one_page_and_one_save(desk):
    seed = (SHARED / "seed" / "article.txt").read_text().split("\n\n")
    seed = [part.strip() for part in seed if part.strip()]
    headline = seed[1]
    lead = next(part for part in seed if part.startswith("Во дворце"))
    start, end = seed.index(lead) + 1, next(n for n, part in enumerate(seed) if part.startswith("Если вы заметили"))
    hashtags = next(line for line in seed[end].splitlines() if line.startswith("#"))
    photos = sorted((SHARED / "data" / "photos").glob("*.jpg"))[:3]
    open_new(desk)

    desk.fill("#id_headline", headline)
    desk.fill("#id_kicker", "Форум")
    desk.fill("#id_lead", lead)
    drop(desk, *((file.name, file.read_bytes()) for file in photos))
    expect(rows(desk)).to_have_count(3, timeout=30_000)
    editor(desk).click()
    number = 0
    for part in seed[start:end]:
        if re.search(r"фото-\d+$", part):
            number += 1
            insert_photo(desk, number)
        else:
            desk.keyboard.insert_text(part)
            desk.keyboard.press("Enter")
    add_hashtags(desk, hashtags)
    desk.select_option("#id_section", label="Общество")
    desk.select_option("#id_status", "published")
    publish(desk)

    article = Article.objects.get()
    assert number == 3
    read_report(desk, article, headline=headline, kicker="Форум", hashtags=4)
    text = desk.inner_text("main").replace("\xa0", " ")
    assert "«Голос в унисон со временем: гражданское общество и национальные ценности»" in text
    assert "— Я очень хорошо помню первый форум" in text
    assert "— рассказала Айзада Курманова" in text


def test_photos_keep_their_place_in_the_text_when_they_are_put_in_another_order(desk):
    open_new(desk)
    desk.fill("#id_headline", "Порядок")
    drop(desk, photo("1.jpg"), photo("2.jpg"))
    expect(rows(desk)).to_have_count(2)
    editor(desk).click()
    desk.keyboard.insert_text("Начало.")
    insert_photo(desk, 2)
    expect(editor(desk).locator(".photo-ref strong")).to_have_text("фото-2")

    rows(desk).nth(1).locator("[data-does=up]").click()

    expect(editor(desk).locator(".photo-ref strong")).to_have_text("фото-1")
    save(desk)
    article = Article.objects.get()
    assert article.body == f'<p>Начало.</p><figure data-photo="{article.photos.first().picture_id}"></figure>'


def test_photos_are_dragged_into_another_order(desk):
    open_new(desk)
    desk.fill("#id_headline", "Порядок")
    drop(desk, photo("1.jpg"), photo("2.jpg"), photo("3.jpg"))
    expect(rows(desk)).to_have_count(3)
    last = rows(desk).nth(2).locator("[name$=-picture]").input_value()

    rows(desk).nth(2).locator(".photo-grip").drag_to(rows(desk).first.locator(".photo-grip"))

    expect(rows(desk).first.locator("[name$=-picture]")).to_have_value(last)
    save(desk)
    assert str(Article.objects.get().photos.first().picture_id) == last


def test_a_story_is_not_saved_while_its_photos_are_on_their_way(desk):
    open_new(desk)
    desk.fill("#id_headline", "Рано")
    arrived = []
    desk.route("**/pictures/upload/", lambda route: arrived.append(route))
    drop(desk, photo())
    expect(desk.locator(".photo-row.is-waiting")).to_have_count(1)

    with desk.expect_event("dialog"):
        desk.click("[name=_save]")

    assert not Article.objects.exists()
    arrived[0].continue_()
    expect(rows(desk)).to_have_count(1)
    save(desk)
    assert Article.objects.get().photos.count() == 1


def test_a_deleted_photo_is_shown_as_missing_in_the_text(desk):
    open_new(desk)
    drop(desk, photo())
    expect(rows(desk)).to_have_count(1)
    insert_photo(desk, 1)

    rows(desk).locator(".photo-delete input").check()

    expect(editor(desk).locator(".photo-ref .is-missing")).to_be_visible()


def test_the_rest_of_the_photos_are_spread_between_the_paragraphs(desk):
    open_new(desk)
    drop(desk, *(photo(f"{n}.jpg") for n in range(3)))
    expect(rows(desk)).to_have_count(3)
    expect(rows(desk).first.locator("[type=radio]")).to_be_checked()
    editor(desk).click()
    for text in ("Один.", "Два.", "Три."):
        desk.keyboard.insert_text(text)
        desk.keyboard.press("Enter")

    desk.click("[data-name=photo]")
    desk.locator(".desk-dialog > .button").click()

    assert re.fullmatch(
        r"<p>Один.</p><figure.*</figure><p>Два.</p><figure.*</figure><p>Три.</p>(<p></p>)*", body(desk)
    )


def test_refused_files_are_named_in_words_and_the_others_stay(desk):
    open_new(desk)

    drop(desk, ("логотип.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), photo(), ("пусто.jpg", b""))

    expect(rows(desk)).to_have_count(1)
    refused = desk.locator(".photo-uploads .is-refused")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("логотип.svg: ")
    forgive_refusals(desk)


def test_ten_photographs_of_twelve_megapixels_are_dropped_and_saved(desk):
    photos = [noise(f"{n}.jpg") for n in range(10)]
    open_new(desk)
    desk.fill("#id_headline", "Десять снимков")

    held = carry(desk, *photos)
    began = time.perf_counter()
    let_go(desk, held)
    expect(rows(desk)).to_have_count(10, timeout=120_000)
    taken_in = time.perf_counter()
    save(desk)
    saved = time.perf_counter()

    print(f"10 × 12 MP: taken in in {taken_in - began:.1f} s, saved in {saved - taken_in:.2f} s")
    assert [photo.number for photo in Article.objects.get().photos.all()] == list(range(1, 11))


def test_one_credit_is_given_to_all_photos_without_one(desk):
    open_new(desk)
    drop(desk, photo("1.jpg"), photo("2.jpg"))
    expect(rows(desk)).to_have_count(2)
    credits = desk.locator(".photo-row:not(.empty-form) [name$=-credit]")
    credits.first.fill("Фото: Игорь Шмидт")

    desk.click("[data-does=credit]")

    expect(credits.nth(1)).to_have_value("Фото: Игорь Шмидт")


def test_an_error_elsewhere_loses_neither_photos_nor_text(desk):
    open_new(desk)
    drop(desk, photo("1.jpg"), photo("2.jpg"))
    expect(rows(desk)).to_have_count(2)
    rows(desk).nth(1).locator("[data-does=up]").click()
    editor(desk).click()
    desk.keyboard.insert_text("Текст без заголовка.")
    first = rows(desk).first.locator("[name$=-picture]").input_value()

    desk.click("[name=_save]")

    expect(desk.locator(".errornote")).to_be_visible()
    expect(rows(desk)).to_have_count(2)
    expect(rows(desk).first.locator("[name$=-picture]")).to_have_value(first)
    expect(editor(desk)).to_contain_text("Текст без заголовка.")


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head><body>
<!--StartFragment--><h1 style='color:#2F5496'>Итоги<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt'><span style='font-family:"Times New Roman";color:red'>Обычный
<b>жирный</b> и <i>курсив</i>.</span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>первое</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>вложенное</p>
<p class=MsoNormal>Между списками.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span>шаг</p>
<!--EndFragment--></body></html>"""

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
    '<p dir="ltr" style="line-height:1.38;margin-top:0pt;">'
    '<span style="font-size:11pt;font-family:Arial;font-weight:400;">Просто, </span>'
    '<span style="font-weight:700;">важно</span><span style="font-style:italic;"> и тихо</span></p><br />'
    '<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;"><p dir="ltr" role="presentation">'
    '<span style="font-weight:400;">пункт</span></p></li></ul><p dir="ltr"><span>Строка<br>вторая</span></p></b>'
    '<br class="Apple-interchange-newline">'
)


def test_text_from_word_becomes_paragraphs_and_real_lists(desk):
    open_new(desk)

    paste(desk, WORD)

    expect(editor(desk)).to_contain_text("шаг")
    assert re.sub(r"\s+", " ", body(desk)).removesuffix("<p></p>") == (
        "<h2>Итоги</h2><p>Обычный <strong>жирный</strong> и <em>курсив</em>.</p>"
        "<ul><li><p>первое</p><ul><li><p>вложенное</p></li></ul></li></ul>"
        '<p>Между списками.</p><ol data-type="decimal"><li><p>шаг</p></li></ol>'
    )


def test_text_from_google_docs_is_not_all_bold(desk):
    open_new(desk)

    paste(desk, GOOGLE)

    expect(editor(desk)).to_contain_text("вторая")
    assert body(desk).removesuffix("<p></p>") == (
        "<p>Просто, <strong>важно</strong><em> и тихо</em></p><ul><li><p>пункт</p></li></ul><p>Строка<br>вторая</p>"
    )


def test_an_address_pasted_on_an_empty_line_becomes_a_card(desk):
    open_new(desk)

    paste(desk, text="https://youtu.be/dQw4w9WgXcQ")

    expect(editor(desk).locator(".embed-card strong")).to_have_text("YouTube")
    assert '<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>' in body(desk)


def test_an_address_that_cannot_be_embedded_is_refused_with_the_known_ones(desk):
    open_new(desk)
    desk.click("[data-name=embed]")

    desk.fill("#embed-address", "https://example.com/video")
    desk.press("#embed-address", "Enter")

    expect(desk.locator(".desk-dialog .errornote")).to_contain_text("YouTube, Telegram, Instagram, VK")
    assert "data-embed" not in body(desk)


def test_hashtags_are_suggested_and_chosen_with_the_keyboard(desk):
    make_article(hashtags=["форум"])
    open_new(desk)

    desk.locator("#id_hashtags").press_sequentially("фор")
    expect(desk.locator(".hashtag-offers [role=option]")).to_have_text("#форум 1 статья")
    desk.press("#id_hashtags", "ArrowDown")
    desk.press("#id_hashtags", "Enter")

    expect(desk.locator("[name=hashtags]")).to_have_value("#форум")


def test_a_hashtag_that_is_still_being_typed_is_saved_too(desk):
    open_new(desk)
    desk.fill("#id_headline", "Форум открыт")
    desk.locator("#id_hashtags").press_sequentially("форум")

    desk.press("#id_hashtags", "Control+s")

    desk.wait_for_url("**/change/")
    assert [str(tag) for tag in Article.objects.get().hashtags.all()] == ["#форум"]


def test_words_are_counted_while_typing(desk):
    open_new(desk)
    editor(desk).click()

    desk.keyboard.insert_text("Кто-то прочёл 5 слов.")

    expect(desk.locator(".desk-count")).to_have_text("4 слова, 1 минута чтения")


def test_the_preview_opens_beside_the_form(desk):
    open_new(desk)
    desk.fill("#id_headline", "Ещё не новость")

    with desk.expect_popup() as opened:
        desk.click("[name=_preview]")

    expect(opened.value.locator("h1")).to_contain_text("Ещё не")
    assert not Article.objects.exists()


def test_ctrl_s_saves_and_stays(desk):
    open_new(desk)
    desk.fill("#id_headline", "Сохранено с клавиатуры")

    desk.press("#id_headline", "Control+s")

    desk.wait_for_url("**/change/")
    assert Article.objects.get().headline == "Сохранено с\xa0клавиатуры"


def test_leaving_with_changes_asks_first(desk):
    asked = []
    desk.on("dialog", lambda dialog: asked.append(dialog.type))
    open_new(desk)
    desk.locator("#id_headline").press_sequentially("Не сохранено")

    desk.goto("/admin/")

    assert asked == ["beforeunload"]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_button_of_the_editor_speaks_english(desk, language):
    desk.context.add_cookies([{"name": "desk_language", "value": language, "url": "http://localhost"}])
    open_new(desk)

    labels = desk.locator(".prose-menubar button").evaluate_all(
        "(buttons) => buttons.flatMap((button) => [button.title, button.ariaLabel])"
    )

    assert len(labels) > 20
    assert [label for label in labels if re.search("[A-Za-z]", label)] == []
    assert not re.search("[A-Za-z]", editor(desk).get_attribute("aria-label"))


@pytest.mark.parametrize("tail", ["", "{pk}/delete/", "{pk}/history/"])
def test_the_pages_around_the_form_complain_of_nothing(desk, tail):
    desk.goto("/admin/articles/article/" + tail.format(pk=make_article().pk))

    expect(desk.locator("h1")).to_be_visible()


def test_the_publications_editor_speaks_our_language(desk):
    desk.goto("/admin/articles/publication/")

    expect(desk.locator(".prose-menubar").nth(3)).to_be_visible()
    labels = desk.locator(".prose-menubar button").evaluate_all("(buttons) => buttons.map((button) => button.title)")
    assert [label for label in labels if re.search("[A-Za-z]", label)] == []


def test_the_desk_fits_a_phone(phone, anna):
    article = make_article()
    article.photos.create(picture=make_picture(), number=1)
    log_in(phone, anna)
    phone.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(phone.locator(".ProseMirror[contenteditable=true]")).to_be_visible()

    assert not is_too_wide(phone)
