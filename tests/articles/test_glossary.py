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

    assert mended("Ускаманец и Ускаман, в Усть-Каменогорск.") == [
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


@pytest.mark.parametrize(
    ("wrong", "language", "typed"),
    [
        ("Иртыш", "ru", "Иртыша"),
        ("Иртыш", "ru", "ИРТЫШОМ"),
        ("Казань", "ru", "Казани"),
        ("Алтай", "ru", "Алтаем"),
        ("Усть-Каменогорск", "ru", "Усть-Каменогорске"),
        ("Семипалатинская область", "ru", "Семипалатинской\u00a0области"),
        ("акимат города", "ru", "Акиматом города"),
        ("река Иртыш", "ru", "рекой Иртышом"),
        ("Петропавл", "kk", "Петропавлда"),
        ("Петропавл", "kk", "Петропавлдағы"),
        ("Петропавл", "kk", "Петропавлға"),
        ("облыс әкімдігі", "kk", "облыс әкімдігінің"),
    ],
)
def test_another_form_of_it_is_found_and_left_to_people(wrong, language, typed):
    entry(wrong, "Иначе", language=language)

    assert mended(f"Вот {typed}, вот.", language) == [(typed, None)]


@pytest.mark.parametrize(
    ("wrong", "right", "language", "typed"),
    [
        ("Степной", "Степное", "ru", "у Степного и в Степном"),
        ("Степное", "Степной", "ru", "Степная дорога"),
        ("Ертис", "река Ертис", "ru", "на реке Ертисе, у реки Ертиса"),
        ("маслихат", "Маслихат", "ru", "Маслихата МАСЛИХАТА Маслихат"),
        ("Мирный", "Бейбит", "ru", "мирного неба"),
        ("Караганда", "Қарағанды", "ru", "карагандинский и Карагандинский"),
        ("Нур", "Нұр", "ru", "на Нуре"),
        ("Аксу", "Ақсу", "ru", "Аксай"),
        ("аким", "әкім", "ru", "Акимов, Акимова, акимат, Акимовка"),
        ("Ертіс өзені", "Ертіс", "kk", "Ертістің"),
        ("Петропавл", "Петропавл қаласы", "kk", "Петропавл қаласында"),
    ],
)
def test_the_right_one_in_any_form_and_other_words_are_left_alone(wrong, right, language, typed):
    entry(wrong, right, language=language)

    assert mended(typed, language) == []


def test_the_right_spelling_of_one_entry_is_no_form_of_a_wrong_one_of_another():
    entry("Каменка", "Тасты")
    entry("Камёнки", "Каменки")

    assert mended("В Каменки приехали.") == []


def test_a_long_text_meets_a_long_glossary():
    GlossaryEntry.objects.bulk_create(GlossaryEntry(wrong=f"слово{n} иное", right="иное") for n in range(2000))

    with patience():
        assert mended("слово7 другое слова словами " * 7_000) == []


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
