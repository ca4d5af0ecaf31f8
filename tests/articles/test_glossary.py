"""The newsroom's glossary: whole words, in the case in which they were typed."""

import pytest
from django.contrib.auth.models import Group

from articles.glossary import Glossary, GlossaryEntry
from people.models import User
from tests.patience import patience

pytestmark = pytest.mark.django_db


def entry(wrong, right, language="ru", **fields):
    return GlossaryEntry.objects.create(wrong=wrong, right=right, language=language, **fields)


def mended(text, language="ru"):
    return [(text[start:end], right) for start, end, right, _entry in Glossary.of(language).find(text)]


def test_it_finds_each_wrong_spelling_as_a_whole_word():
    entry("Усть-Каменогорск\nУскаман", "Өскемен")

    assert mended("В Ускамане и Ускаман, в Усть-Каменогорск.") == [
        ("Ускаман", "Өскемен"),
        ("Усть-Каменогорск", "Өскемен"),
    ]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("акимат города", "городской акимат"),
        ("Акимат города", "Городской акимат"),
        ("АКИМАТ ГОРОДА", "ГОРОДСКОЙ АКИМАТ"),
    ],
)
def test_it_keeps_the_case(typed, right):
    entry("акимат города", "городской акимат")

    assert mended(typed) == [(typed, right)]


def test_a_name_in_another_case_is_another_word():
    entry("Лес", "Лесной")

    assert mended("лес и Лес") == [("Лес", "Лесной")]


def test_the_case_alone_may_be_wrong():
    entry("маслихат", "Маслихат")

    assert mended("маслихат, Маслихат") == [("маслихат", "Маслихат")]


def test_it_sees_across_a_no_break_space():
    entry("река Иртыш", "Ертис")

    assert mended("На река\u00a0Иртыш") == [("река\u00a0Иртыш", "Ертис")]


def test_it_leaves_what_is_right_already():
    entry("Ертис", "река Ертис")

    assert mended("За рекой — река Ертис. Ертис.") == [("Ертис", "река Ертис")]


def test_each_language_has_its_own():
    entry("Иртыш", "Ертіс", language="kk")

    assert mended("Иртыш") == []
    assert mended("Иртыш", "kk") == [("Иртыш", "Ертіс")]


@pytest.mark.parametrize("wrong", ["", "...", "Ертис", "(Ертис)"])
def test_spellings_without_a_word_and_the_right_one_mend_nothing(wrong):
    entry(wrong, "Ертис")

    assert mended("Ертис ... ( )") == []


def test_a_long_text_meets_a_long_glossary():
    GlossaryEntry.objects.bulk_create(GlossaryEntry(wrong=f"слово{n} иное", right="иное") for n in range(2000))

    with patience():
        assert mended("слово7 другое " * 14_000) == []


def test_it_is_kept_at_the_desk(client):
    client.force_login(User.objects.create_superuser("anna", password="anna-anna-1"))

    client.post("/admin/articles/glossaryentry/add/", {"language": "ru", "right": "Ертис", "wrong": "Иртыш\r\nЭртис"})

    assert GlossaryEntry.objects.get().wrong_spellings == ["Иртыш", "Эртис"]


@pytest.mark.parametrize(("group", "answer"), [("editor", 200), ("chief", 200), ("reporter", 403), ("moderator", 403)])
def test_editors_keep_it_and_others_do_not(client, group, answer):
    boris = User.objects.create_user("boris", password="boris-boris-1", is_staff=True)
    boris.groups.add(Group.objects.get(name=group))
    client.force_login(boris)

    assert client.get("/admin/articles/glossaryentry/add/").status_code == answer
