"""Autosaves through their addresses: Anna edits, Boris edits too, Vera may only log in."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Autosave
from people.models import User
from pictures import tasks
from pictures.models import Picture
from tests.builders import ago, ahead, make_article, make_photo, picture_file
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
NEW = "/admin/articles/article/article/autosave/"
KEY = "0123456789abcdef"
OTHER_KEY = "fedcba9876543210"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна", last_name="Ким")


@pytest.fixture
def boris():
    return User.objects.create_superuser("boris", password="boris-boris-1", first_name="Борис")


@pytest.fixture
def vera():
    user = User.objects.create_user("vera", password="vera-vera-1", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    return user


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def address(article, tail="autosave"):
    return f"/admin/articles/article/{article.pk}/{tail}/"


def keep(desk, where, draft_key=KEY, written_at=None, **fields):
    """Post what the form's script would."""
    data = {"draft_key": draft_key, "fields": {name.replace("__", "-"): [value] for name, value in fields.items()}}
    return desk.post(where, data | {"written_at": written_at}, content_type="application/json")


def save_as(user, article):
    """Save the article otherwise than it was."""
    Article.objects.filter(pk=article.pk).update(kicker="Река")
    article.keep_revision(user)


def milliseconds(moment):
    return moment.timestamp() * 1000


def picture(by):
    return Picture.objects.take_in(picture_file(), by=by)


def story(**fields):
    rows = {"photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}
    return {"headline": "Лёд", "language": "ru", "status": "draft", "body": "", "hashtags": ""} | rows | fields


def restored(desk, article=None):
    where = address(article, "change") if article else ADD
    return desk.get(f"{where}?autosave={Autosave.objects.pending().get().pk}")


def form_of(answer):
    return answer.context["adminform"].form


def rows_of(answer):
    return answer.context["inline_admin_formsets"][0].formset.forms


def offers_of(answer):
    return [offer["autosave"].value("headline") for offer in answer.context["unsaved"]["offers"]]


def test_it_keeps_the_form_and_leaves_the_article_alone(desk, anna):
    article = make_article("Лёд на реке")

    answer = keep(desk, address(article), headline="Лёд тронулся", base="0").json()

    kept = Autosave.objects.get()
    assert (kept.user, kept.article, kept.fields["headline"], kept.base) == (anna, article, ["Лёд тронулся"], 0)
    assert Article.objects.get().headline == "Лёд на\xa0реке"
    assert answer["at"] == f"{timezone.localtime(kept.saved_at):%H:%M}"
    assert (answer["filed"], answer["newest"], answer["news"]) == (False, None, "")


def test_one_form_has_one_autosave(desk):
    keep(desk, NEW, headline="Лёд")

    keep(desk, NEW, headline="Лёд тронулся")

    assert Autosave.objects.get().fields == {"headline": ["Лёд тронулся"]}


def test_it_keeps_a_very_long_text_with_sixty_photos(desk):
    rows = {f"photos__{place}__picture": str(place) for place in range(60)}
    body = f"<p>{'слово ' * 33_334}</p>"

    answer = keep(desk, NEW, body=body, **rows)

    assert answer.status_code == 200
    assert Autosave.objects.get().fields["body"] == [body]
    assert len(offers_of(desk.get(ADD))) == 1


def test_words_that_are_late_by_a_hair_do_not_undo_the_filing_of_their_form(desk, anna):
    article = make_article("Лёд на реке")
    keep(desk, NEW, headline="Лёд")

    with just_before("UPDATE", Autosave, lambda: Autosave.objects.file(anna, KEY, article)):
        answer = keep(desk, NEW, headline="Лёд тронулся").json()

    kept = Autosave.objects.get()
    assert answer["filed"]
    assert (kept.article, kept.fields) == (article, {})


@pytest.mark.parametrize("is_late", [False, True], ids=["before the story is saved", "after it"])
def test_what_was_typed_while_a_new_story_was_being_saved_is_offered_in_that_story(desk, anna, is_late):
    later = {"headline": "Лёд тронулся", "saved_key": KEY, "base": ""}
    if not is_late:
        keep(desk, NEW, OTHER_KEY, **later)
    article = make_article("Лёд", created_by=anna)
    article.keep_revision(anna)
    Autosave.objects.file(anna, KEY, article)
    if is_late:
        keep(desk, NEW, OTHER_KEY, **later)

    kept = Autosave.objects.pending().get()
    assert "тронулся" in desk.get(address(article, "unsaved")).text
    assert "тронулся" not in desk.get("/admin/articles/article/article/unsaved/").text
    form = desk.get(f"/admin/articles/article/{article.pk}/change/?autosave={kept.pk}")
    assert form.context["base"] == 1


def test_words_of_a_story_that_was_refused_stay_with_new_stories(desk):
    keep(desk, NEW, KEY, headline="Лёд")
    keep(desk, NEW, OTHER_KEY, headline="Лёд тронулся", saved_key=KEY)

    assert "тронулся" in desk.get("/admin/articles/article/article/unsaved/").text


def test_a_copy_that_is_late_by_a_hair_does_not_overwrite_newer_words(anna):
    with just_before("UPDATE", Autosave, lambda: Autosave.objects.keep(anna, KEY, {"headline": ["Лёд тронулся"]})):
        Autosave.objects.keep(anna, KEY, {"headline": ["Лёд"]}, written_at=ago(hours=1))

    assert Autosave.objects.get().headline == "Лёд тронулся"


def test_it_refuses_what_no_form_can_be(desk):
    answer = keep(desk, NEW, body="ж" * 1_100_000)

    assert answer.status_code == 413
    assert not Autosave.objects.exists()


@pytest.mark.parametrize(
    "data",
    ["{", "[]", "{}", '{"draft_key": "../x", "fields": {}}', '{"draft_key": "0123456789", "fields": {"body": "x"}}'],
)
def test_it_refuses_what_is_no_autosave(desk, data):
    answer = desk.post(NEW, data, content_type="application/json")

    assert answer.status_code == 400
    assert not Autosave.objects.exists()


def test_it_keeps_characters_that_no_database_stores_out(desk):
    data = json.dumps({"draft_key": KEY, "fields": {"headline": ["Лёд\0 \ud83d"]}})

    answer = desk.post(NEW, data, content_type="application/json")

    assert answer.status_code == 200
    assert Autosave.objects.get().value("headline") == "Лёд ?"


def test_it_is_not_there_for_those_who_may_not_change_the_article(client, vera):
    article = make_article()
    client.force_login(vera)

    assert keep(client, address(article)).status_code == 404
    assert keep(client, NEW).status_code == 404
    assert client.get(address(article, "unsaved")).status_code == 404
    assert keep(client, address(article, "presence")).status_code == 404
    assert not Autosave.objects.exists()


def test_it_is_not_there_for_an_article_that_does_not_exist(desk):
    assert keep(desk, "/admin/articles/article/999/autosave/").status_code == 404


def test_a_stranger_is_sent_to_the_login_page(client):
    assert keep(client, NEW).status_code == 302
    assert client.get("/admin/articles/article/token/").status_code == 302


def test_it_needs_the_token_of_the_login(anna):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(anna)
    token = careful.get("/admin/articles/article/token/").json()
    data = {"draft_key": KEY, "fields": {}}

    refused = careful.post(NEW, data, content_type="application/json")
    taken = careful.post(NEW, data, content_type="application/json", headers={"X-CSRFToken": token["token"]})

    assert (refused.status_code, taken.status_code, token["user"]) == (403, 200, anna.pk)


def test_the_form_offers_what_was_not_saved_and_says_how_it_differs(desk):
    article = make_article("Лёд на реке", lead="", body="<p>Тихо.</p>")
    keep(desk, address(article), headline="Лёд на реке", body="<p>Тихо и ясно.</p>")

    (offer,) = desk.get(address(article, "change")).context["unsaved"]["offers"]

    assert (offer["is_newer"], offer["words"], offer["first"]) == (True, 2, "и ясно")


def test_an_offer_older_than_a_version_names_it_and_who_saved_it(desk, boris):
    article = make_article()
    article.keep_revision(None)
    keep(desk, address(article), headline="Лёд", base="1")
    save_as(boris, article)

    (offer,) = desk.get(address(article, "change")).context["unsaved"]["offers"]

    assert not offer["is_newer"]
    assert "2 (Борис, " in offer["title"]


def test_an_offer_begun_before_a_version_says_so(desk, boris):
    article = make_article()
    article.keep_revision(None)
    save_as(boris, article)
    keep(desk, address(article), headline="Лёд", base="1")

    (offer,) = desk.get(address(article, "change")).context["unsaved"]["offers"]

    assert offer["is_newer"]
    assert "2 (Борис, " in offer["title"]


def test_an_autosave_says_that_somebody_saved_a_version_meanwhile(desk, boris):
    article = make_article()
    article.keep_revision(None)
    save_as(boris, article)

    stale = keep(desk, address(article), base="1").json()
    fresh = keep(desk, address(article), base="2").json()

    assert stale["newest"] == fresh["newest"] == 2
    assert "Борис" in stale["news"]
    assert fresh["news"] == ""


def test_what_others_typed_is_neither_offered_nor_restored(desk, client, boris):
    article = make_article("Лёд на реке")
    keep(desk, address(article), headline="Слова Анны")
    client.force_login(boris)

    offered = offers_of(client.get(address(article, "change")))
    filled = restored(client, article)

    assert offered == []
    assert form_of(filled)["headline"].value() == "Лёд на\xa0реке"
    assert "Слова Анны" not in filled.text


def test_restoring_fills_the_form_and_keeps_the_base_it_had(desk, boris):
    article = make_article("Лёд на реке", hashtags=["лёд"])
    article.keep_revision(None)
    save_as(boris, article)
    keep(
        desk, address(article), headline="Лёд тронулся", body="<p>Да.</p>", hashtags="#река", base="1", status="draft"
    )

    answer = restored(desk, article)

    form = form_of(answer)
    assert answer.context["base"] == 1
    assert {name: form[name].value() for name in ("headline", "body", "hashtags", "status")} == {
        "headline": "Лёд тронулся",
        "body": "<p>Да.</p>",
        "hashtags": "#река",
        "status": "draft",
    }
    assert form["authors"].value() == []


def test_restoring_changes_nothing_by_itself(desk):
    article = make_article("Лёд на реке")
    keep(desk, address(article), headline="Лёд тронулся", status="draft")

    restored(desk, article)

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Лёд на\xa0реке", "published")
    assert Autosave.objects.pending().count() == 1


def test_a_new_story_is_restored_with_its_photos_and_can_be_saved(desk, anna):
    first, second = picture(anna), picture(anna)
    photos = {
        "photos__TOTAL_FORMS": "3",
        "photos__INITIAL_FORMS": "0",
        "photos__0__picture": str(first.pk),
        "photos__0__number": "2",
        "photos__0__caption": "Ледоход",
        "photos__1__number": "3",
        "photos__2__picture": str(second.pk),
        "photos__2__number": "1",
        "photos__lead": "photos-2",
    }
    keep(desk, NEW, headline="Лёд", **photos)

    rows = rows_of(restored(desk))

    assert [(row["picture"].value(), row["caption"].value() or "", row.leads) for row in rows] == [
        (str(first.pk), "Ледоход", False),
        (str(second.pk), "", True),
    ]
    assert [row.shown_picture for row in rows] == [first, second]


def test_photos_that_came_and_went_meanwhile_stand_among_the_restored_ones(desk, anna):
    article = make_article()
    stays, goes = make_photo(article, number=1, caption="Было"), make_photo(article, number=2)
    photos = {
        "photos__INITIAL_FORMS": "2",
        "photos__0__id": str(stays.pk),
        "photos__0__picture": str(stays.picture_id),
        "photos__0__caption": "Стало",
        "photos__0__number": "1",
        "photos__1__id": str(goes.pk),
        "photos__1__picture": str(goes.picture_id),
        "photos__1__number": "2",
    }
    Picture.objects.update(uploaded_by=anna)
    keep(desk, address(article), headline="Лёд", **photos)
    goes.delete()
    comes = make_photo(article, number=2, caption="Чужая")

    rows = rows_of(restored(desk, article))

    assert [(str(row["id"].value()), str(row["picture"].value()), row["caption"].value() or "") for row in rows] == [
        (str(stays.pk), str(stays.picture_id), "Стало"),
        (str(comes.pk), str(comes.picture_id), "Чужая"),
        ("", str(goes.picture_id), ""),
    ]


def test_saving_the_form_lets_go_of_what_was_kept_of_it(desk, anna):
    keep(desk, NEW, headline="Лёд")
    keep(desk, NEW, OTHER_KEY, headline="Другая вкладка")

    desk.post(ADD, story(draft_key=KEY))

    assert Article.objects.count() == 1
    assert offers_of(desk.get(ADD)) == ["Другая вкладка"]


def test_a_form_that_is_refused_keeps_its_key_and_its_autosave(desk):
    keep(desk, NEW, headline="Лёд")

    answer = desk.post(ADD, story(headline="", draft_key=KEY))

    assert answer.context["unsaved"]["key"] == KEY
    assert Autosave.objects.pending().count() == 1


def test_what_arrives_after_the_save_is_not_kept(desk):
    desk.post(ADD, story(draft_key=KEY))

    late = keep(desk, NEW, headline="Лёд").json()

    assert late["filed"]
    assert not Autosave.objects.pending().exists()


def test_a_preview_keeps_the_autosave(desk):
    keep(desk, NEW, headline="Лёд")

    desk.post("/admin/articles/article/preview/", story(draft_key=KEY))

    assert Autosave.objects.pending().count() == 1


def test_a_browsers_older_copy_does_not_overwrite_what_came_later(desk):
    keep(desk, NEW, headline="Позже")

    keep(desk, NEW, headline="Раньше", written_at=milliseconds(ago(minutes=5)))

    assert Autosave.objects.get().value("headline") == "Позже"


def test_a_browsers_copy_is_as_old_as_it_was_written(desk):
    keep(desk, NEW, headline="Вчера", written_at=milliseconds(ago(days=1)))

    assert timedelta(hours=23) < timezone.now() - Autosave.objects.get().saved_at < timedelta(hours=25)


def test_a_clock_that_is_fast_is_not_believed(desk):
    keep(desk, NEW, headline="Завтра", written_at=milliseconds(ahead(days=1)))

    assert Autosave.objects.get().saved_at <= timezone.now()


@pytest.mark.parametrize("moment", ["вчера", -1, 1e300, True, []])
def test_a_moment_that_is_none_is_now(desk, moment):
    keep(desk, NEW, headline="Лёд", written_at=moment)

    assert timezone.now() - Autosave.objects.get().saved_at < timedelta(minutes=1)


def test_one_deletes_ones_own_and_nobody_elses(desk, client, boris):
    keep(desk, NEW, headline="Лёд")
    where = f"/admin/articles/article/unsaved/{Autosave.objects.get().pk}/forget/"

    client.force_login(boris)
    client.post(where)
    left = Autosave.objects.count()
    client.force_login(User.objects.get(username="anna"))
    client.post(where)

    assert (left, Autosave.objects.count()) == (1, 0)


def test_it_is_offered_for_thirty_days(desk):
    keep(desk, NEW, headline="Старое", written_at=milliseconds(ago(days=31)))
    keep(desk, NEW, OTHER_KEY, headline="Новое", written_at=milliseconds(ago(days=29)))

    Autosave.objects.expired().delete()

    assert Autosave.objects.get().value("headline") == "Новое"


def test_a_picture_that_only_an_autosave_has_is_not_forgotten(desk, anna):
    taken = picture(anna)
    keep(desk, NEW, photos__0__picture=str(taken.pk))

    tasks.forget_unused.call(taken.pk)

    assert Picture.objects.filter(pk=taken.pk).exists()


def test_a_picture_goes_with_the_last_autosave_that_had_it(desk, anna):
    unused, used, fresh = picture(anna), picture(anna), picture(anna)
    Picture.objects.filter(pk__in=[unused.pk, used.pk]).update(created_at=ago(days=40))
    make_photo(make_article(), picture=used)
    pictures = {f"photos__{place}__picture": str(one.pk) for place, one in enumerate([unused, used, fresh])}
    keep(desk, NEW, written_at=milliseconds(ago(days=31)), **pictures)

    Autosave.objects.expired().delete()

    assert set(Picture.objects.all()) == {used, fresh}


def test_autosaving_takes_few_queries_however_many_photos(desk, anna):
    article = make_article()
    rows = {f"photos__{place}__picture": str(picture(anna).pk) for place in range(3)}
    keep(desk, address(article), headline="Лёд")

    with CaptureQueriesContext(connection) as queries:
        keep(desk, address(article), headline="Лёд тронулся", **rows)

    assert len(queries) <= 20, [query["sql"] for query in queries]


def test_offers_are_read_at_once(desk, django_assert_num_queries):
    article = make_article()
    keep(desk, address(article), headline="Лёд")
    with CaptureQueriesContext(connection) as one:
        desk.get(address(article, "unsaved"))
    asked = len(one)
    for number in "abc":
        keep(desk, address(article), number * 16, headline="Лёд")

    with django_assert_num_queries(asked):
        desk.get(address(article, "unsaved"))
