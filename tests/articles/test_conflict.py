"""Two editors of one article: what does not touch goes together, what does is asked about, and nothing is lost."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from articles.models import Article, Autosave
from people.models import User
from tests.builders import make_article, make_author, make_photo, make_picture, make_section, picture_file

pytestmark = pytest.mark.django_db
THREE = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


class Controls(HTMLParser):
    """What a browser would post of the page's longest form, as {name: [values]}."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.textarea, self.select = [{}], None, None
        self.feed(text)

    @property
    def data(self):
        return max(self.forms, key=len)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append({})
        elif tag == "textarea":
            self.textarea = attrs.get("name")
            self.add(self.textarea, "")
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and "selected" in attrs:
            self.add(self.select, attrs.get("value", ""))
        elif tag == "input":
            self.handle_input(attrs)

    def handle_input(self, attrs):
        kind = attrs.get("type", "text")
        is_chosen = kind not in ("checkbox", "radio") or "checked" in attrs
        if "name" in attrs and is_chosen and kind not in ("submit", "file"):
            self.add(attrs["name"], attrs.get("value", "on" if kind in ("checkbox", "radio") else ""))

    def handle_data(self, data):
        if self.textarea:
            self.forms[-1][self.textarea][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            values = self.forms[-1][self.textarea]
            self.textarea, values[-1] = None, values[-1].removeprefix("\n").removeprefix("\r\n")

    def add(self, name, value):
        self.forms[-1].setdefault(name, []).append(value)


@pytest.fixture
def anna():
    return editor("anna", "Анна")


@pytest.fixture
def boris():
    return editor("boris", "Борис")


@pytest.fixture
def article():
    return make_article(body=THREE, photos=2)


def editor(name, first_name):
    client = Client()
    client.user = User.objects.create_superuser(name, password="long-enough-1", first_name=first_name)
    client.force_login(client.user)
    return client


def address(article):
    return f"/admin/articles/article/{article.pk}/change/"


def opened(client, article):
    return Controls(client.get(address(article)).text).data


def save(client, article, form, **changes):
    return client.post(address(article), form | changes, follow=True)


def stored(article):
    return Article.objects.get(pk=article.pk)


def shown(answer):
    """The form of a conflict page, as its hidden values and texts."""
    assert answer.status_code == 409
    return Controls(answer.text).data


def test_a_save_on_the_newest_version_is_kept_as_the_next(anna, article):
    answer = save(anna, article, opened(anna, article), headline="Стало")

    newest, first = article.revisions.all()
    assert answer.status_code == 200
    assert (first.number, first.author, newest.number, newest.author) == (1, None, 2, anna.user)
    assert newest.snapshot["headline"] == "Стало"


def test_a_new_article_begins_with_version_one(anna):
    form = Controls(anna.get("/admin/articles/article/add/").text).data
    anna.post("/admin/articles/article/add/", form | {"headline": "Новая"})

    revision = Article.objects.get().revisions.get()
    assert (revision.number, revision.author, revision.base) == (1, anna.user, None)


def test_different_fields_are_merged_and_it_says_whose(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, headline="Заголовок Анны")

    answer = save(boris, article, second, lead="Вводка Бориса")

    assert (stored(article).headline, stored(article).lead) == ("Заголовок Анны", "Вводка Бориса")
    assert "Анна" in answer.text.split("messagelist")[1].split("</ul>")[0]


def test_different_paragraphs_are_merged(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, body=THREE.replace("Первый", "Первейший"))

    save(boris, article, second, body=THREE.replace("Второй", "Вторичный"))

    body = "<p>Первейший абзац.</p><p>Вторичный абзац.</p><p>Третий абзац.</p>"
    assert stored(article).body == body
    assert article.newest_revision.author == boris.user


def test_the_same_paragraph_is_asked_about_with_everything_typed(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, body=THREE.replace("Второй", "Аннин"))

    answer = save(boris, article, second, body=THREE.replace("Второй", "Борисов"), lead="Вводка Бориса")

    form = shown(answer)
    assert "Аннин" in stored(article).body
    assert form["lead"] == ["Вводка Бориса"]
    assert form["conflict-0-mine"] == ["<p>Борисов абзац.</p>"]
    assert form["conflict-0-theirs"] == ["<p>Аннин абзац.</p>"]
    assert form["body"] == ["<p>Первый абзац.</p>", "conflict-0", "<p>Третий абзац.</p>"]


@pytest.mark.parametrize(
    ("choice", "second"),
    [
        ("mine", "<p>Борисов абзац.</p>"),
        ("theirs", "<p>Аннин абзац.</p>"),
        ("both", "<p>Аннин абзац.</p><p>Борисов абзац.</p>"),
        ("edited", "<p>Общий абзац.</p>"),
    ],
)
def test_the_answer_is_saved_with_all_the_rest(anna, boris, article, choice, second):
    mine, theirs = opened(boris, article), opened(anna, article)
    save(anna, article, theirs, body=THREE.replace("Второй", "Аннин"), source_line="Пресс-служба")
    asked = save(boris, article, mine, body=THREE.replace("Второй", "Борисов"), lead="Вводка Бориса")

    answer = save(boris, article, shown(asked), **{"conflict-0": choice, "conflict-0-edited": "<p>Общий абзац.</p>"})

    assert answer.status_code == 200
    assert stored(article).body == f"<p>Первый абзац.</p>{second}<p>Третий абзац.</p>"
    assert (stored(article).lead, stored(article).source_line) == ("Вводка Бориса", "Пресс-служба")
    assert stored(article).photos.count() == 2


def test_an_answer_without_a_choice_is_asked_again(anna, boris, article):
    mine, theirs = opened(boris, article), opened(anna, article)
    save(anna, article, theirs, headline="Анна")
    asked = save(boris, article, mine, headline="Борис")

    again = save(boris, article, shown(asked))

    assert shown(again)["conflict-0-mine"] == ["Борис"]
    assert stored(article).headline == "Анна"


def test_an_answer_meets_a_third_editor(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, headline="Анна")
    asked = save(boris, article, second, headline="Борис")
    save(anna, article, opened(anna, article), headline="Анна ещё раз", lead="Вводка Анны")

    again = save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert shown(again)["conflict-0-theirs"] == ["Анна ещё раз"]
    assert shown(again)["lead"] == ["Вводка Анны"]
    assert stored(article).headline == "Анна ещё раз"


def test_two_tabs_of_one_person_are_two_editors(anna, article):
    first, second = opened(anna, article), opened(anna, article)
    save(anna, article, first, headline="Одна вкладка")

    assert save(anna, article, second, headline="Другая вкладка").status_code == 409
    assert stored(article).headline == "Одна вкладка"


def test_sending_a_form_twice_is_no_conflict_and_no_second_version(anna, article):
    form = opened(anna, article)
    save(anna, article, form, headline="Стало", body=THREE + "<p>Ещё.</p>")

    answer = save(anna, article, form, headline="Стало", body=THREE + "<p>Ещё.</p>")

    assert answer.status_code == 200
    assert article.revisions.count() == 2


@pytest.mark.parametrize("base", [None, "99", "x", ""])
def test_a_form_that_does_not_know_its_version_overwrites_nothing(anna, boris, article, base):
    form = opened(boris, article)
    save(anna, article, opened(anna, article), headline="Анна")
    form = {name: value for name, value in form.items() if name != "base"} | ({} if base is None else {"base": base})

    asked = save(boris, article, form, lead="Вводка Бориса")

    assert {shown(asked)["conflict-0-mine"][0], shown(asked)["conflict-1-mine"][0]} == {
        article.headline,
        "Вводка Бориса",
    }
    assert stored(article).headline == "Анна"


def test_a_form_opened_before_a_field_was_there_leaves_it_alone(anna, article):
    author = make_author()
    article.authors.add(author)
    article.hashtags.set(["мост"])
    form = opened(anna, article)
    asked = form["asked"][0].replace("hashtags", "").replace("authors", "").replace("source_line", "")
    old = {n: v for n, v in form.items() if n not in ("hashtags", "authors", "source_line")} | {"asked": asked}
    Article.objects.filter(pk=article.pk).update(source_line="Пресс-служба")

    save(anna, article, old, headline="Стало")

    assert (stored(article).headline, stored(article).source_line) == ("Стало", "Пресс-служба")
    assert list(stored(article).authors.all()) == [author]
    assert stored(article).hashtags.get().name == "мост"


def test_boxes_of_which_none_is_ticked_are_emptied(anna, article):
    article.authors.add(make_author())
    form = {name: value for name, value in opened(anna, article).items() if name != "authors"}

    save(anna, article, form)

    assert stored(article).authors.count() == 0


def test_photos_that_both_added_are_all_there(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    theirs, mine = make_picture(colour="red"), make_picture(colour="blue")
    type(theirs).objects.filter(pk=theirs.pk).update(uploaded_by=anna.user)
    type(mine).objects.filter(pk=mine.pk).update(uploaded_by=boris.user)

    save(anna, article, first, **new_row(theirs, "Фото Анны"))
    save(boris, article, second, **new_row(mine, "Фото Бориса"))

    captions = list(stored(article).photos.values_list("caption", flat=True))
    assert sorted(captions) == ["Подпись 1", "Подпись 2", "Фото Анны", "Фото Бориса"]


def new_row(picture, caption):
    words = {"picture": picture.pk, "caption": caption, "number": 3}
    return {"photos-TOTAL_FORMS": 3} | {f"photos-2-{name}": value for name, value in words.items()}


def test_a_file_without_a_script_is_merged_too(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **{"photos-0-DELETE": "on"})

    save(boris, article, second, **{"photos-TOTAL_FORMS": 3, "photos-2-file": picture_file(colour="red")})

    assert {photo.caption for photo in stored(article).photos.all()} == {"Подпись 2", ""}


def test_a_caption_written_for_a_photo_that_was_deleted_is_asked_about(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **{"photos-0-DELETE": "on"})

    asked = save(boris, article, second, **{"photos-0-caption": "Подпись Бориса"})
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert [photo.caption for photo in stored(article).photos.all()] == ["Подпись Бориса", "Подпись 2"]


def test_two_lead_photos_are_asked_about(anna, boris, article):
    make_photo(article, caption="Подпись 3")
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **{"photos-lead": "photos-1"})

    asked = save(boris, article, second, **{"photos-lead": "photos-2"})
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert stored(article).lead_photo.caption == "Подпись 3"


def test_two_sections_are_asked_about_by_name(anna, boris, article):
    sport, culture = make_section("Спорт"), make_section("Культура")
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, section=sport.pk)

    asked = save(boris, article, second, section=culture.pk)
    save(boris, article, shown(asked), **{"conflict-0": "theirs"})

    assert re.search("Спорт.*Культура", asked.text, re.DOTALL)
    assert stored(article).section == sport


def test_a_story_published_meanwhile_stays_published(anna, boris):
    article = make_article(status="draft", publish_at=None, body=THREE)
    form = opened(boris, article)
    article.publish(by=anna.user)

    save(boris, article, form, lead="Вводка Бориса")

    assert (stored(article).status, stored(article).lead) == ("published", "Вводка Бориса")


def test_the_list_keeps_a_version_of_what_it_publishes(anna):
    article = make_article(status="draft", publish_at=None)

    anna.post("/admin/articles/article/", {"action": "publish", "_selected_action": [article.pk], "index": 0})

    assert (article.newest_revision.author, article.newest_revision.snapshot["status"]) == (anna.user, "published")


def test_what_is_wrong_is_said_before_anything_is_merged(anna, boris, article):
    form = opened(boris, article)
    save(anna, article, opened(anna, article), headline="Анна")

    answer = save(boris, article, form, headline="", lead="Вводка Бориса")

    assert "errornote" in answer.text
    assert "Вводка Бориса" in answer.text
    assert Controls(answer.text).data["base"] == ["0"]
    assert stored(article).headline == "Анна"


def test_a_hostile_answer_is_harmless(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, body=THREE.replace("Второй", "Аннин"))
    asked = save(boris, article, second, body=THREE.replace("Второй", "Борисов"))
    hostile = {"conflict-0": "edited", "conflict-0-edited": "<script>1</script><p onclick=x>Да</p>", "conflicts": "9"}

    save(boris, article, shown(asked), **hostile)

    assert stored(article).body in (THREE.replace("Второй абзац.", "Да"), THREE.replace("Второй", "Аннин"))


def test_two_orders_of_the_photos_are_asked_about_with_their_pictures(anna, boris, article):
    make_photo(article, caption="Подпись 3", picture=make_picture(colour="red"))
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **numbered(2, 3, 1))

    asked = save(boris, article, second, **numbered(1, 3, 2))
    still = captions(article)
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert still == ["Подпись 3", "Подпись 1", "Подпись 2"]
    assert asked.text.split("conflict-sides")[1].count("<img") == 9
    assert captions(article) == ["Подпись 1", "Подпись 3", "Подпись 2"]


def test_of_two_orders_theirs_may_stay(anna, boris, article):
    make_photo(article, caption="Подпись 3")
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **numbered(2, 3, 1))

    save(boris, article, shown(save(boris, article, second, **numbered(1, 3, 2))), **{"conflict-0": "theirs"})

    assert captions(article) == ["Подпись 3", "Подпись 1", "Подпись 2"]


def test_photos_moved_in_different_places_go_together(anna, boris):
    article = make_article(photos=4)
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **numbered(2, 1, 3, 4))

    answer = save(boris, article, second, **numbered(1, 2, 4, 3))

    assert answer.status_code == 200
    assert captions(article) == ["Подпись 2", "Подпись 1", "Подпись 4", "Подпись 3"]


@pytest.mark.parametrize("order", ["", "x", "1 1 1", "0 -1 99999999999999999999", "²"])
def test_a_made_up_order_loses_no_photo(anna, boris, article, order):
    make_photo(article, caption="Подпись 3")
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **numbered(2, 3, 1))
    asked = save(boris, article, second, **numbered(1, 3, 2))

    save(boris, article, shown(asked), **{"conflict-0": "mine", "conflict-0-mine": order})

    assert sorted(captions(article)) == ["Подпись 1", "Подпись 2", "Подпись 3"]


def numbered(*places):
    """What the form posts when the photos are put in these places."""
    return {f"photos-{row}-number": place for row, place in enumerate(places)}


def captions(article):
    return [photo.caption for photo in stored(article).photos.all()]


@pytest.fixture
def noted(article):
    """An article with one note to its readers."""
    article.notes.create(kind="updated", text="Добавлено фото.")
    return article


def said(article):
    return sorted((note.kind, note.text) for note in article.notes.all())


def another(text):
    """What the form posts when one more note is written under the first."""
    return {"notes-TOTAL_FORMS": 2, "notes-1-kind": "corrected", "notes-1-text": text}


def test_notes_by_two_are_both_kept(anna, boris, noted):
    first, second = opened(anna, noted), opened(boris, noted)
    save(anna, noted, first, **another("Примечание Анны."))

    answer = save(boris, noted, second, **another("Примечание Бориса."))

    assert answer.status_code == 200
    assert said(noted) == [
        ("corrected", "Примечание Анны."),
        ("corrected", "Примечание Бориса."),
        ("updated", "Добавлено фото."),
    ]


def test_a_form_with_a_note_sent_twice_writes_it_once(anna, noted):
    form = opened(anna, noted)
    save(anna, noted, form, **another("Примечание."))

    save(anna, noted, form, **another("Примечание."))

    assert len(said(noted)) == 2


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Борис."), ("theirs", "Анна."), ("edited", "Оба.")])
def test_a_note_reworded_by_two_is_asked_about(anna, boris, noted, choice, kept):
    first, second = opened(anna, noted), opened(boris, noted)
    save(anna, noted, first, **{"notes-0-text": "Анна."})

    asked = save(boris, noted, second, **{"notes-0-text": "Борис.", "lead": "Вводка Бориса"})
    still = said(noted)
    save(boris, noted, shown(asked), **{"conflict-0": choice, "conflict-0-edited": "Оба."})

    assert still == [("updated", "Анна.")]
    assert said(noted) == [("updated", kept)]
    assert stored(noted).lead == "Вводка Бориса"


@pytest.mark.parametrize(("choice", "kept"), [("mine", [("corrected", "Борис.")]), ("theirs", [])])
def test_a_note_taken_back_while_it_was_reworded_is_asked_about(anna, boris, noted, choice, kept):
    first, second = opened(anna, noted), opened(boris, noted)
    save(anna, noted, first, **{"notes-0-DELETE": "on"})

    asked = save(boris, noted, second, **{"notes-0-text": "Борис.", "notes-0-kind": "corrected"})
    save(boris, noted, shown(asked), **{"conflict-0": choice})

    assert said(noted) == kept


@pytest.mark.parametrize(("choice", "kept"), [("mine", []), ("theirs", [("updated", "Анна.")])])
def test_a_note_reworded_while_it_was_taken_back_is_asked_about(anna, boris, noted, choice, kept):
    first, second = opened(anna, noted), opened(boris, noted)
    save(anna, noted, first, **{"notes-0-text": "Анна."})

    asked = save(boris, noted, second, **{"notes-0-DELETE": "on"})
    save(boris, noted, shown(asked), **{"conflict-0": choice})

    assert said(noted) == kept


def test_a_note_taken_back_does_not_stop_another_save(anna, boris, noted):
    first, second = opened(anna, noted), opened(boris, noted)
    save(anna, noted, first, **{"notes-0-DELETE": "on"})

    answer = save(boris, noted, second, lead="Вводка Бориса")

    assert (answer.status_code, stored(noted).lead, said(noted)) == (200, "Вводка Бориса", [])


def test_a_note_of_another_article_cannot_be_taken(anna, boris, noted):
    other = make_article("Чужая")
    strange = other.notes.create(text="Чужое.")
    form = opened(boris, noted)
    save(anna, noted, opened(anna, noted), lead="Вводка Анны")

    save(boris, noted, form, **{"notes-0-id": strange.pk, "notes-0-text": "Взято."})

    assert said(other) == [("updated", "Чужое.")]


@pytest.mark.parametrize("rows", [{"notes-TOTAL_FORMS": "x"}, {"notes-TOTAL_FORMS": "9" * 30}, {"notes-0-id": "x"}])
def test_rows_of_notes_that_make_no_sense_change_none(anna, boris, noted, rows):
    form = opened(boris, noted)
    save(anna, noted, opened(anna, noted), lead="Вводка Анны")

    save(boris, noted, form, headline="Борис", **rows)

    assert said(noted) == [("updated", "Добавлено фото.")]


def test_the_unsaved_text_is_kept_until_the_conflict_is_solved(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, headline="Анна")
    key = second["draft_key"][0]
    Autosave.objects.keep(boris.user, key, {"headline": ["Борис"], "base": second["base"]}, article)

    asked = save(boris, article, second, headline="Борис")
    waiting = Autosave.objects.of(boris.user, article).pending().count()
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert shown(asked)["draft_key"] == [key]
    assert waiting == 1
    assert not Autosave.objects.of(boris.user, article).pending().exists()
