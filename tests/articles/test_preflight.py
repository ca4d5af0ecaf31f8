"""Preflight: what an editor is told before readers see a story, and publishing in two steps."""

import re
from html import unescape
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.glossary import GlossaryEntry
from articles.models import Article, Hashtag, Status
from articles.preflight import MOST_REMARKS, Story, StoryPhoto, remarks, story_of
from people.models import User
from pictures.models import Picture
from tests.builders import ago, make_article, make_hashtag, make_photo, make_picture, make_section, picture_file
from tests.patience import patience

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
CHECK = "/admin/articles/article/preflight/"
PHOTO = StoryPhoto(1, 1600, "Ледоход", "Фото: Игорь Шмидт", "Льдины у моста", "photos-0")


def story(**fields):
    """A story without a fault, but for the fields given."""
    return Story(**{"language": "ru", "headline": "Лёд пошёл", "has_section": True, "photos": (PHOTO,)} | fields)


def codes(found):
    return [remark.code for remark in found]


def check(**fields):
    return remarks(story(**fields))


# What is missing


def test_a_whole_story_has_no_remarks():
    assert check(lead="Утром на реке.", body="<p>Лёд пошёл <b>утром</b>.</p>") == []


def test_only_a_missing_headline_and_a_missing_section_block():
    found = remarks(Story(language="ru", headline=" "))

    assert [(remark.code, remark.blocks) for remark in found] == [
        ("no-headline", True),
        ("no-section", True),
        ("no-lead-photo", False),
    ]


def test_a_long_headline_is_told_its_length():
    [remark] = check(headline="а" * 111)

    assert "111" in remark.message
    assert check(headline="а" * 110) == []


def test_a_photo_needs_words_and_width():
    bare = StoryPhoto(2, 1199, field="photos-1")

    found = check(photos=(PHOTO, bare))

    assert codes(found) == ["no-caption", "no-credit", "no-alt", "narrow"]
    assert {remark.field for remark in found} == {"photos-1-caption", "photos-1-credit", "photos-1-alt", "photos-1"}


# Words


def test_look_alikes_are_mended_where_they_stand():
    [remark] = check(body="<p>Да.</p><p>🏔 Город <b>Пeтро</b>павловск</p>")

    [fix] = remark.fixes
    assert (remark.code, remark.block, remark.field) == ("look-alikes", 1, "body")
    assert (fix.old, fix.new, fix.start) == ("Пeтропавловск", "Петропавловск", 9)


def test_what_saving_mends_is_remarked_on_before_saving_only():
    typed = story(lead='Клуб "Лёд", вода - новый  клуб ,да')

    assert codes(remarks(typed)) == ["space"]
    assert sorted(codes(remarks(typed, before_saving=True))) == ["gap", "hyphen", "quotes", "space"]


def test_slips_of_one_kind_in_one_line_make_one_remark():
    [remark] = remarks(story(body='<p>"Лёд" и "снег"</p>'), before_saving=True)

    assert [(fix.old, fix.new) for fix in remark.fixes] == [('"', "«"), ('" ', "» "), (' "', "\u00a0«"), ('"', "»")]


def test_a_remark_quotes_a_little_of_what_stands_around():
    [remark] = check(body=f"<p>{'вода ' * 50}Kот {'лёд ' * 50}</p>")

    assert re.fullmatch(r"…(вода )+Kот (лёд ?)+…", remark.quote)


def test_lines_are_numbered_as_in_the_editor():
    body = "<p>Один</p><p></p><ul><li><p>Два</p></li></ul><figure data-photo='1'></figure><h2>Kот</h2>"

    [remark] = check(body=body)

    assert remark.block == 3


def test_captions_are_read_too():
    [remark] = check(photos=(StoryPhoto(1, 1600, "Лёд нa реке", "Фото", "Лёд", "photos-0"),))

    assert (remark.field, remark.fixes[0].new) == ("photos-0-caption", "на")


def test_the_glossary_is_asked():
    GlossaryEntry.objects.create(wrong="Иртыш", right="Ертис", note="решение ономастики")

    [remark] = check(headline="Лёд на Иртыш")

    assert (remark.fixes[0].old, remark.fixes[0].new) == ("Иртыш", "Ертис")
    assert "решение ономастики" in remark.message


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("ru", "Полиция говорит о самоубийстве.", "suicide"),
        ("ru", "Мужчина покончил с собой.", "suicide"),
        ("kk", "Ол өзіне қол жұмсады.", "suicide"),
        ("kk", "Суицид туралы айтты.", "suicide"),
        ("ru", "Погиб ребёнок.", "child"),
        ("ru", "Избили школьника.", "child"),
        ("kk", "Жасөспірім қаза тапты.", "child"),
    ],
)
def test_hard_topics_bring_a_reminder(language, text, code):
    assert codes(check(language=language, body=f"<p>{text}</p><p>{text}</p>")) == [code]


@pytest.mark.parametrize(
    "text", ["Школьники победили на форуме.", "Убитых дорог нет.", "Балалар ән салды.", "Баланс банка."]
)
def test_children_and_trouble_apart_bring_none(text):
    assert check(body=f"<p>{text}</p>") == []


# Hashtags, links, twins


@pytest.mark.parametrize(
    ("known", "typed"),
    [("Петропавловск", "Петропавлоск"), ("выборы", "выборов"), ("форум", "форуум"), ("мост", "моста")],
)
def test_a_new_hashtag_near_a_known_one_is_led_to_it(known, typed):
    make_hashtag(known)

    [remark] = check(hashtags=(typed,))

    assert (remark.fixes[0].field, remark.fixes[0].old, remark.fixes[0].new) == ("hashtags", typed, known)


@pytest.mark.parametrize("typed", ["форум", "ФОРУМ", "форум2026", "река", "фо"])
def test_known_and_distant_hashtags_bring_no_remark(typed):
    make_hashtag("форум")
    make_hashtag("форум2025")

    assert check(hashtags=(typed,)) == []


def test_a_hashtag_in_the_text_is_mended_there():
    make_hashtag("Петропавловск")

    [remark] = check(body="<p>Лёд #петропавлоск тает</p>")

    [fix] = remark.fixes
    assert (fix.field, fix.block, fix.start, fix.old, fix.new) == ("body", 0, 5, "петропавлоск", "Петропавловск")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#",
        "site",
        "www.site.kz",
        "http://",
        "http://localhost/x",
        "https://a b.kz/",
        "http://[1/",
        "mailto:anna",
        "tel:да",
        "/news/999999/",
        "/news/999999/lyod/",
        "/kk/news/999999/",
        "/tag/nikakoi/",
        "/section/nikakaya/",
        "/author/nikto/",
        "/nowhere/",
        "/admin/articles/article/",
        "http://testserver/news/999999/",
    ],
)
def test_a_link_to_nowhere_is_named(address):
    [remark] = check(body=f'<p>Лёд</p><p><a href="{address}">здесь</a></p>')

    assert (remark.code, remark.block) == ("link", 1)
    assert "здесь" in remark.quote


@pytest.mark.parametrize(
    "address",
    ["https://akimat.gov.kz/a?b=1#c", "mailto:a@b.kz", "tel:+77152000000", "/", "/kk/", "/archive/", "/rss.xml"],
)
def test_a_good_link_is_left_alone(address):
    assert check(body=f'<p><a href="{address}">здесь</a></p>') == []


def test_links_to_our_own_pages_are_good_while_readers_can_open_them():
    article = make_article(hashtags=["река"])
    addresses = [article.get_absolute_url(), article.section.get_absolute_url(), "/tag/reka/", f"/news/{article.pk}/"]
    body = "".join(f'<p><a href="{address}">здесь</a></p>' for address in addresses)
    assert check(body=body) == []

    article.withdraw()

    assert [remark.block for remark in check(body=body)] == [0, 3]


def test_a_recent_article_under_the_same_headline_is_named():
    twin = make_article("Лёд пошёл!")
    make_article("Лед пошёл", publish_at=ago(days=31))
    make_article("ЛЁД ПОШЁЛ", status="draft")
    make_article("Лёд пошёл", language="kk")

    [remark] = check()

    assert str(twin.pk) in remark.message
    assert check(article_id=twin.pk) == []


# Bounds


@pytest.mark.parametrize(
    "paragraph",
    [
        "Лёд пошёл утром, и город вышел к реке. ",
        'Kот , кoт  - "лёд ,снег" #кт ',
        "а",
        "ребёнок ",
        '"',
        " ,",
        " ",
        "<b>а</b>",
    ],
)
def test_two_hundred_thousand_characters_are_looked_over(paragraph):
    long = story(body=f"<p>{paragraph * (200_000 // len(paragraph))}</p>")

    with patience():
        found = remarks(long, before_saving=True)

    assert len(found) <= MOST_REMARKS


def test_a_thousand_links_and_lines_are_looked_over():
    body = "".join(f'<p>Kот #кот{n}а <a href="/news/{n}/">здесь</a></p>' for n in range(1000))

    with patience():
        found = check(body=body)

    assert len(found) == MOST_REMARKS


def test_thousands_of_new_hashtags_meet_thousands_of_known_ones():
    names = ["пе" + "".join(letters) for letters in islice(product("абвгде", repeat=5), 3000)]
    Hashtag.objects.bulk_create(Hashtag(name=name, slug=name, key=name) for name in names)
    body = " ".join("#пе" + "".join(letters) for letters in product("клмноп", repeat=5))

    with patience():
        assert check(body=f"<p>{body}</p>") == []


def test_a_new_hashtag_typed_often_is_compared_once(django_assert_max_num_queries):
    make_hashtag("мост")

    with django_assert_max_num_queries(4):
        found = check(body="<p>#моост #Моост #моост</p>" * 20)

    assert codes(found) == ["near-hashtag"] * 60


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='аeKі <>/p"#-,.\u00a0🏔', max_size=80))
def test_it_takes_any_text_and_each_fix_names_what_stands_there(text):
    found = remarks(story(headline=text, lead=text), before_saving=True)

    places = [(text.encode("utf-16-le"), fix) for remark in found for fix in remark.fixes if fix.field == "lead"]
    assert [fix for raw, fix in places if raw[fix.start * 2 :].decode("utf-16-le").startswith(fix.old) is False] == []


# The desk


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def wide(anna):
    return Picture.objects.take_in(picture_file((1200, 800)), by=anna)


def form(picture=None, **fields):
    """What the form posts to publish a story; with a picture it has no fault."""
    rows = {"photos-TOTAL_FORMS": 1 if picture else 0, "photos-INITIAL_FORMS": 0}
    if picture:
        rows |= {"photos-0-picture": picture.pk, "photos-0-number": 1, "photos-0-caption": "Ледоход"}
        rows |= {"photos-0-credit": "Фото: Анна Ким", "photos-0-alt": "Льдины"}
    section = Article.objects.first()
    section = section.section_id if section else make_section().pk
    fixed = {"headline": "Лёд на Ертисе", "language": "ru", "status": "published", "body": "", "hashtags": ""}
    return fixed | rows | {"section": section} | fields


def seen(answer):
    return re.search(r'name="preflight_seen" value="([^"]*)"', answer.text)[1]


def test_a_story_without_a_fault_is_published_at_once(desk, wide):
    desk.post(ADD, form(wide))

    assert Article.objects.get().is_public


def test_a_story_with_remarks_comes_back_once_with_all_that_was_typed(desk, wide):
    typed = form(wide, lead="Лёд нa реке", hashtags="#лёд", **{"photos-0-caption": ""})

    answer = desk.post(ADD, typed)

    assert not Article.objects.exists()
    assert "Лёд нa реке" in answer.context["adminform"].form["lead"].value()
    assert answer.context["adminform"].form["hashtags"].value() == "#лёд"
    assert codes(answer.context["preflight_remarks"]) == ["no-caption", "look-alikes"]
    assert wide.url(480) in answer.text

    desk.post(ADD, typed | {"preflight_seen": seen(answer)})

    assert Article.objects.get().is_public


def test_what_is_mended_between_the_steps_is_not_asked_about_again(desk, wide):
    typed = form(wide, lead="Лёд нa реке", kicker="Peка")
    answer = desk.post(ADD, typed)

    desk.post(ADD, typed | {"kicker": "Река", "preflight_seen": seen(answer)})

    assert Article.objects.get().is_public


def test_what_is_new_since_the_list_was_shown_is_shown_first(desk, wide):
    typed = form(wide, lead="Лёд нa реке")
    answer = desk.post(ADD, typed)

    answer = desk.post(ADD, typed | {"kicker": "Peка", "preflight_seen": seen(answer)})

    assert not Article.objects.exists()
    assert codes(answer.context["preflight_remarks"]) == ["look-alikes", "look-alikes"]


@pytest.mark.parametrize("number", ["", "x", "²", "9" * 5000])
def test_a_photo_is_checked_whatever_its_number(desk, wide, number):
    answer = desk.post(CHECK, form(wide, **{"photos-0-number": number, "photos-0-alt": ""}))

    assert codes(answer.context["remarks"]) == ["no-alt"]


@pytest.mark.parametrize("forged", ["", "all", "0" * 12, "\x00", "я"])
def test_a_made_up_token_publishes_nothing(desk, forged):
    desk.post(ADD, form(lead="Лёд нa реке", preflight_seen=forged))

    assert not Article.objects.exists()


def test_a_file_taken_in_on_the_way_stays(desk):
    answer = desk.post(
        ADD, form(**{"photos-TOTAL_FORMS": 1, "photos-0-file": picture_file((1300, 900)), "lead": "Лёд нa реке"})
    )

    assert f'name="photos-0-picture" value="{Picture.objects.get().pk}"' in answer.text


def test_a_draft_is_saved_without_a_question(desk):
    desk.post(ADD, form(status="draft", lead="Лёд нa реке"))

    assert Article.objects.get().status == Status.DRAFT


def test_what_is_public_already_is_saved_without_a_question(desk):
    article = make_article()

    desk.post(f"{LIST}{article.pk}/change/", form(lead="Лёд нa реке"))

    article.refresh_from_db()
    assert "нa" in article.lead


def test_the_check_answers_with_a_list_and_keeps_nothing(desk):
    answer = desk.post(CHECK, form(section="", headline="", lead='Лёд "нa" реке'))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<html" not in answer.text
    assert answer.text.count("is-blocking") == 2
    assert 'data-field="lead"' in answer.text
    assert not Article.objects.exists()


def test_the_check_of_a_change_leaves_the_article_as_it_was(desk):
    article = make_article("Было")

    desk.post(f"{LIST}{article.pk}/preflight/", form(headline="Стало"))

    article.refresh_from_db()
    assert article.headline == "Было"


def test_hostile_words_are_only_words(desk):
    answer = desk.post(CHECK, form(lead='нa<script>alert(1)</script>"><img src=x> нa'))

    assert "<script" not in answer.text
    assert "<img" not in answer.text


def test_strangers_and_those_without_the_right_check_nothing(client):
    assert client.post(CHECK).headers["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("boris", password="boris-boris-1", is_staff=True))

    assert client.post(CHECK, form()).status_code == 404
    assert client.post(f"{LIST}{make_article().pk}/preflight/", form()).status_code == 404


def test_the_list_refuses_what_is_blocked_and_counts_the_rest(desk):
    ready = make_article("Готовая", status=Status.DRAFT, publish_at=None)
    bare = Article.objects.create(headline="Без рубрики")

    answer = desk.post(LIST, {"action": "publish", "_selected_action": [ready.pk, bare.pk]}, follow=True)

    ready.refresh_from_db()
    bare.refresh_from_db()
    said = " ".join(str(message) for message in answer.context["messages"])
    assert (ready.status, bare.status) == (Status.PUBLISHED, Status.DRAFT)
    assert "Без рубрики: " in said
    assert re.search(r"Готовая: .*1", said)


def test_a_saved_article_is_seen_as_its_form_is():
    article = make_article(hashtags=["лёд"])
    make_photo(article, picture=make_picture((1300, 900)), caption="Ледоход")

    seen_as = story_of(article)

    assert (seen_as.headline, seen_as.hashtags, seen_as.has_section) == (article.headline, ("лёд",), True)
    assert [(photo.width, photo.caption, photo.alt) for photo in seen_as.photos] == [(1300, "Ледоход", "Мост")]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_remark_is_in_the_desks_language(desk, language):
    desk.cookies["desk_language"] = language
    make_hashtag("Петропавловск")
    body = '<p>Погиб ребёнок, самоубийство</p><p><a href="/nowhere/">здесь</a> "да</p>'

    answer = desk.post(
        CHECK, form(headline="Ш" * 120, section="", body=body, lead="лёд ,снег  да", hashtags="#Петропавлоск")
    )

    assert re.findall(r"[A-Za-z]{2,}", unescape(re.sub(r"<[^>]*>|/nowhere/", " ", answer.text))) == []
