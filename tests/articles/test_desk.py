"""Filing a story at the desk, through its own address: Anna edits, Boris may only log in."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Hashtag, Photo, Publication, Section, Status
from people.models import User
from pictures.models import Picture
from tests.builders import make_article, make_author, make_member, make_section, picture_file

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def boris():
    return User.objects.create_user("boris", password="boris-boris-1", is_staff=True)


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def jpeg(name="photo.jpg"):
    file = picture_file()
    file.name = name
    return file


def picture(by):
    return Picture.objects.take_in(jpeg(), by=by)


def story(*pictures, **fields):
    """What a filled form posts; `pictures` become rows in their order."""
    rows = {"photos-TOTAL_FORMS": len(pictures), "photos-INITIAL_FORMS": 0}
    for place, taken in enumerate(pictures):
        rows |= {f"photos-{place}-picture": taken.pk, f"photos-{place}-number": place + 1}
    return (
        {"headline": "Лёд на Ертисе", "language": "ru", "status": "draft", "body": "", "hashtags": ""} | rows | fields
    )


def row(place, **fields):
    return {f"photos-{place}-{name}": value for name, value in fields.items()}


def publish(desk, data):
    """File a story with remarks: be shown them, and publish it all the same."""
    shown = desk.post(ADD, data)
    return desk.post(ADD, data | {"preflight_seen": shown.context["preflight_seen"]})


def test_one_form_files_a_whole_story(desk, anna):
    section, author = make_section(), make_author()
    first, second = picture(anna), picture(anna)
    body = f'<p>Сказал "да" #лёд.</p><figure data-photo="{second.pk}"></figure><p>Конец.</p>'

    publish(
        desk,
        story(
            first,
            second,
            body=body,
            kicker="Река",
            section=section.pk,
            authors=[author.pk],
            hashtags="#река #Ертис",
            status="published",
            **row(1, caption="Ледоход"),
        ),
    )

    article = Article.objects.get()
    assert article.is_public
    assert article.body.startswith("<p>Сказал «да» #лёд.</p>")
    assert [tag.name for tag in article.hashtags.order_by("name")] == ["Ертис", "лёд", "река"]
    assert [(photo.number, photo.picture, photo.caption) for photo in article.photos.all()] == [
        (1, first, ""),
        (2, second, "Ледоход"),
    ]
    assert article.lead_photo.picture == first
    assert (article.created_by, list(article.authors.all())) == (anna, [author])


def test_a_new_article_begins_in_the_desks_language_under_the_writers_byline(desk, anna):
    author = Author.objects.create(byline_ru="Анна Ким", user=anna)
    desk.cookies["desk_language"] = "kk"

    form = desk.get(ADD).context["adminform"].form

    assert form["language"].value() == "kk"
    assert [str(pk) for pk in form["authors"].value()] == [str(author.pk)] or list(form["authors"].value()) == [author]


def test_it_refuses_to_publish_without_a_section_and_loses_nothing(desk, anna):
    taken = picture(anna)

    answer = desk.post(ADD, story(taken, status="published", hashtags="#лёд", **row(0, caption="Ледоход")))

    assert not Article.objects.exists()
    form = answer.context["adminform"].form
    assert "section" in form.errors
    assert form["hashtags"].value() == "#лёд"
    assert taken.url(480) in answer.text
    assert "Ледоход" in answer.text


def test_a_due_article_waits_for_its_minute(desk):
    due = timezone.localtime() + timedelta(days=1)

    publish(desk, story(status="published", section=make_section().pk, publish_at=f"{due:%Y-%m-%dT%H:%M}"))

    article = Article.objects.get()
    assert article.is_due
    assert article.publish_at == due.replace(second=0, microsecond=0)


def test_saving_again_keeps_the_seconds_of_publishing(desk):
    article = make_article(publish_at=timezone.now().replace(second=42))
    minute = f"{timezone.localtime(article.publish_at):%Y-%m-%dT%H:%M}"

    desk.post(f"{LIST}{article.pk}/change/", story(status="published", section=article.section_id, publish_at=minute))

    before, article = article.publish_at, Article.objects.get()
    assert (article.publish_at, article.headline) == (before, "Лёд на\xa0Ертисе")


def test_the_chosen_photo_leads(desk, anna):
    desk.post(ADD, story(picture(anna), picture(anna), **{"photos-lead": "photos-1"}))

    assert Article.objects.get().lead_photo.number == 2


def test_photos_are_put_in_another_order_and_deleted(desk, anna):
    article = Article.objects.create(headline="Лёд")
    first, second, third = (Photo.objects.create(article=article, picture=picture(anna), number=n) for n in (1, 2, 3))
    rows = {"photos-TOTAL_FORMS": 3, "photos-INITIAL_FORMS": 3}
    for place, (photo, number) in enumerate([(first, 3), (second, 2), (third, 1)]):
        rows |= row(place, id=photo.pk, picture=photo.picture_id, number=number)

    desk.post(f"{LIST}{article.pk}/change/", story() | rows | row(1, DELETE="on"))

    assert [(photo.number, photo.pk) for photo in article.photos.all()] == [(1, third.pk), (2, first.pk)]


def test_without_javascript_a_row_takes_a_file(desk, anna):
    desk.post(ADD, story(**{"photos-TOTAL_FORMS": 1, "photos-0-file": jpeg("ледоход.jpg")}))

    assert Article.objects.get().photos.get().picture.original_name == "ледоход.jpg"
    assert Picture.objects.get().uploaded_by == anna


def test_a_file_taken_in_stays_when_something_else_is_wrong(desk):
    answer = desk.post(ADD, story(headline="", **{"photos-TOTAL_FORMS": 1, "photos-0-file": jpeg()}))

    assert f'name="photos-0-picture" value="{Picture.objects.get().pk}"' in answer.text


def test_a_row_names_the_file_it_refuses(desk):
    drawing = BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    drawing.name = "logo.svg"

    answer = desk.post(ADD, story(**{"photos-TOTAL_FORMS": 1, "photos-0-file": drawing}))

    assert "logo.svg: " in answer.text
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "number", ["999999", "9" * 30, "9" * 5000, "-1", "x"], ids=["unknown", "long", "endless", "negative", "word"]
)
def test_it_refuses_a_picture_that_is_not_there(desk, number):
    answer = desk.post(ADD, story(**{"photos-TOTAL_FORMS": 1, "photos-0-picture": number}))

    assert not Article.objects.exists()
    assert answer.context["inline_admin_formsets"][0].formset.errors[0]


def test_it_refuses_the_upload_of_somebody_else(desk, boris):
    answer = desk.post(ADD, story(picture(boris)))

    assert not Article.objects.exists()
    assert "picture" in answer.context["inline_admin_formsets"][0].formset.errors[0]


def test_it_refuses_one_picture_in_two_rows(desk, anna):
    taken = picture(anna)

    answer = desk.post(ADD, story(taken, taken))

    assert answer.context["inline_admin_formsets"][0].formset.errors[1]["__all__"]


def test_a_hostile_body_is_harmless_and_shows_no_picture_of_another_article(desk, anna):
    other = make_article("Чужая")
    Photo.objects.create(article=other, picture=picture(anna), number=1)
    foreign = other.photos.get().picture
    body = (
        "<script>alert(1)</script><p onclick=x>Текст <a href='javascript:x'>ссылка</a><img src=x onerror=x></p>"
        f'<figure data-photo="{foreign.pk}"></figure><div data-embed="https://evil.example/"></div>'
    )

    publish(desk, story(body=body, status="published", section=other.section_id))

    article = Article.objects.order_by("pk").last()
    text = desk.get(article.get_absolute_url()).text
    assert "<script>alert" not in text
    assert "onclick" not in text
    assert "onerror" not in text
    assert "javascript:" not in text
    assert foreign.key not in text


def test_the_pair_is_named_by_number_or_address_and_holds_both_ways(desk):
    kazakh = make_article("Мұз", language="kk")

    desk.post(ADD, story(counterpart=f"https://site.kz{kazakh.get_absolute_url()}"))

    kazakh.refresh_from_db()
    assert kazakh.pair == Article.objects.get(language="ru")
    assert kazakh.pair.pair == kazakh


@pytest.mark.parametrize("counterpart", ["999", "не номер"])
def test_it_refuses_a_pair_that_is_not_there(desk, counterpart):
    answer = desk.post(ADD, story(counterpart=counterpart))

    assert "counterpart" in answer.context["adminform"].form.errors


def test_it_refuses_a_pair_in_the_same_language(desk):
    answer = desk.post(ADD, story(counterpart=str(make_article().pk)))

    assert "counterpart" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("word", ["петропавловск", "ПЕТРОПАВЛОВСК", "форум петро", "елка"])
def test_search_is_blind_to_case_in_cyrillic(desk, word):
    make_article("Форум: Ёлка для Петропавловска")
    make_article("Другая новость")

    answer = desk.get(LIST, {"q": word})

    assert [article.headline for article in answer.context["cl"].result_list] == ["Форум: Ёлка для Петропавловска"]


@pytest.mark.parametrize("question", ["(", "[а", "\\", "%_", "*"])
def test_search_takes_any_characters(desk, question):
    make_article("Новость")

    assert desk.get(LIST, {"q": question}).context["cl"].result_count == 0


def test_the_list_asks_no_more_for_thirty_articles(desk, django_assert_max_num_queries):
    for n in range(30):
        make_article(f"Новость {n}").authors.add(make_author(f"Автор {n}"))

    with django_assert_max_num_queries(14):
        desk.get(LIST)


def test_the_form_asks_no_more_for_thirty_photos(desk, anna, django_assert_max_num_queries):
    article = make_article()
    for n in range(30):
        Photo.objects.create(article=article, picture=picture(anna), number=n + 1)

    with django_assert_max_num_queries(22):
        desk.get(f"{LIST}{article.pk}/change/")


def test_the_list_publishes_what_may_be_and_names_what_may_not(desk):
    ready = make_article("Готовая", status=Status.DRAFT, publish_at=None)
    bare = Article.objects.create(headline="Без рубрики")

    answer = desk.post(LIST, {"action": "publish", "_selected_action": [ready.pk, bare.pk]}, follow=True)

    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.status, bare.status) == (Status.PUBLISHED, Status.DRAFT)
    assert "Без рубрики: " in "".join(str(message) for message in answer.context["messages"])


def test_the_list_withdraws(desk):
    article = make_article()

    desk.post(LIST, {"action": "withdraw", "_selected_action": [article.pk], "sure": "yes"})

    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN


def test_the_preview_shows_the_readers_page_and_keeps_nothing(desk, anna):
    taken = picture(anna)
    body = f'<p>Первый.</p><figure data-photo="{taken.pk}"></figure>'

    answer = desk.post(f"{LIST}preview/", story(taken, body=body, hashtags="#лёд"))

    assert answer.status_code == 200
    assert "Лёд на\xa0Ертисе" in answer.text
    assert taken.key in answer.text
    assert answer.headers["Cache-Control"].startswith("private, no-store")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not Article.objects.exists()
    assert not Hashtag.objects.exists()


def test_the_preview_of_a_change_leaves_the_article_as_it_was(desk):
    article = make_article("Было")

    answer = desk.post(f"{LIST}{article.pk}/preview/", story(headline="Стало", section=article.section_id))

    article.refresh_from_db()
    assert "Стало" in answer.text
    assert article.headline == "Было"


def test_the_preview_names_what_is_wrong(desk):
    answer = desk.post(f"{LIST}preview/", story(headline=""))

    assert answer.status_code == 422
    assert "Заголовок: " in answer.text


def test_boris_may_neither_write_nor_preview(client, boris):
    client.force_login(boris)

    assert client.get(ADD).status_code == 403
    assert client.post(f"{LIST}preview/", story()).status_code == 403
    assert client.post(f"{LIST}{make_article().pk}/preview/", story()).status_code == 403


def test_a_stranger_is_sent_to_the_login_page(client):
    answer = client.post(f"{LIST}preview/", story())

    assert answer.headers["Location"].startswith("/admin/login/")


def test_hashtags_are_suggested_by_their_beginning_most_used_first(desk):
    make_article().hashtags.add("форум", "форточка")
    make_article("Другая").hashtags.add("форум")

    answer = desk.get("/admin/articles/hashtag/suggest/", {"q": "#ФОР"})

    assert answer.json() == {"hashtags": [{"name": "форум", "number": 2}, {"name": "форточка", "number": 1}]}


def test_it_refuses_a_word_that_cannot_be_a_hashtag(desk):
    answer = desk.post(ADD, story(hashtags="#!!!"))

    assert "!!!" in str(answer.context["adminform"].form.errors["hashtags"])


def test_hashtags_may_be_parted_by_commas(desk):
    desk.post(ADD, story(hashtags="Усольский мост, СКО"))

    assert set(Article.objects.get().hashtags.names()) == {"Усольский_мост", "СКО"}


def test_two_hashtags_are_merged(desk):
    make_article().hashtags.add("СКО")
    make_article("Мұз", language="kk").hashtags.add("СҚО")
    one, other = Hashtag.objects.get(name="СКО"), Hashtag.objects.get(name="СҚО")

    desk.post(f"/admin/articles/hashtag/{one.pk}/merge/", {"other": "#сқо"})

    one.refresh_from_db()
    assert one.synonym_of == other
    assert Article.objects.with_hashtag(other).count() == other.taggings.count() == 2


def test_a_hashtag_becomes_a_synonym(desk):
    make_article().hashtags.add("СКО", "СҚО")
    one, other = Hashtag.objects.get(name="СКО"), Hashtag.objects.get(name="СҚО")

    desk.post(f"/admin/articles/hashtag/{one.pk}/synonym/", {"other": "СҚО"})

    one.refresh_from_db()
    assert one.synonym_of == other
    assert one.taggings.count() == 1


@pytest.mark.parametrize("other", ["СКО", "никакой"])
def test_a_hashtag_is_joined_to_another_existing_one(desk, other):
    make_article().hashtags.add("СКО")
    hashtag = Hashtag.objects.get()

    answer = desk.post(f"/admin/articles/hashtag/{hashtag.pk}/merge/", {"other": other})

    assert "other" in answer.context["form"].errors


def test_boris_joins_no_hashtags(client, boris):
    hashtag = Hashtag.objects.named("СКО")
    client.force_login(boris)

    assert client.get(f"/admin/articles/hashtag/{hashtag.pk}/merge/").status_code == 403


def test_an_author_gets_a_portrait_by_upload_and_loses_it(desk):
    desk.post("/admin/articles/author/add/", {"byline_ru": "Анна Ким", "portrait": jpeg()})
    author = Author.objects.get()
    assert author.portrait == Picture.objects.get()

    desk.post(
        f"/admin/articles/author/{author.pk}/change/",
        {"byline_ru": "Анна Ким", "slug": author.slug, "portrait-clear": "on"},
    )

    author.refresh_from_db()
    assert author.portrait is None


def test_a_section_gets_its_addresses_from_its_names(desk):
    desk.post("/admin/articles/section/add/", {"name_ru": "Культура", "name_kk": "Мәдениет"})

    section = Section.objects.get()
    assert (section.slug_ru, section.slug_kk) == ("kultura", "madeniet")


def test_the_publications_list_is_its_form(desk):
    answer = desk.get("/admin/articles/publication/")
    assert answer.headers["Location"] == "/admin/articles/publication/1/change/"

    desk.post(answer.headers["Location"], {"name_ru": "Вечерний Ертис", "age_mark": "16+"})

    assert Publication.objects.get().name_ru == "Вечерний Ертис"
    assert desk.get("/admin/articles/publication/add/").status_code == 403


def test_an_address_that_can_be_embedded_is_recognised(desk):
    known = desk.get("/admin/articles/article/embed/", {"address": "https://youtu.be/dQw4w9WgXcQ?t=3"}).json()
    unknown = desk.get("/admin/articles/article/embed/", {"address": "https://youtube.com.evil.example/"}).json()

    assert known == {"address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "provider": "YouTube"}
    assert "YouTube, Telegram, Instagram, VK" in unknown["error"]


def test_an_upload_answers_with_the_picture(desk):
    answer = desk.post(reverse("picture-upload"), {"file": jpeg("ледоход.jpg")})

    assert answer.status_code == 201
    assert answer.json() | {"id": 0, "thumb": ""} == {
        "id": 0,
        "width": 600,
        "height": 400,
        "thumb": "",
        "name": "ледоход.jpg",
    }


def test_only_our_own_things_are_on_the_desk(desk):
    text = desk.get("/admin/").text

    assert text.index("/admin/articles/article/add/") < text.index("/admin/articles/section/")
    assert "/admin/people/user/" in text
    assert "/admin/auth/group/" in text
    assert "/admin/taggit" not in text
    assert "/admin/axes" not in text
    assert "/admin/django_tasks" not in text


def test_somebody_with_one_permission_sees_one_thing(client, boris):
    boris.user_permissions.add(Permission.objects.get(codename="view_section"))
    client.force_login(boris)

    text = client.get("/admin/").text

    assert "/admin/articles/section/" in text
    assert "/admin/articles/article/" not in text


def test_an_upload_after_the_session_has_expired_says_so(client):
    answer = client.post(reverse("picture-upload"), {"file": jpeg("ледоход.jpg")})

    assert answer.status_code == 403
    assert answer.json()["error"]


def test_a_text_field_begins_with_the_text(desk):
    article = make_article("Лёд встал")

    assert ">Лёд встал</textarea>" in desk.get(f"/admin/articles/article/{article.pk}/change/").text


@pytest.mark.parametrize("group", ["reporter", "editor", "chief"])
def test_everybody_who_writes_files_photos(client, group):
    member = make_member(group)
    client.force_login(member)
    taken = Picture.objects.take_in(picture_file(), by=member)

    client.post(ADD, story(taken))

    assert Article.objects.get().photos.get().picture == taken
