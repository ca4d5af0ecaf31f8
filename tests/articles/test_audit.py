"""The journal: who did what, kept and not to be edited from the desk."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry

from articles.deeds import WORDS
from people.models import User
from tests.builders import make_article, make_member, make_section

pytestmark = pytest.mark.django_db
JOURNAL = "/admin/admin/logentry/"


@pytest.fixture
def erlan():
    return make_member("editor", username="erlan")


@pytest.fixture
def desk(client):
    client.force_login(make_member("chief"))
    return client


def test_every_step_leaves_a_line(erlan):
    article = make_article(status="draft", publish_at=None)

    article.send_to_review(by=erlan)
    article.send_back(by=erlan, note="Дата?")
    article.publish(by=erlan)
    article.withdraw(by=erlan)
    article.put_in_bin(erlan)
    article.take_out_of_bin(erlan)
    article.put_in_bin(erlan)
    article.delete_for_good(erlan)

    lines = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    steps = ["sent_to_review", "sent_back", "published", "withdrawn", "binned", "restored", "binned", "deleted"]
    assert list(lines) == [("erlan", step) for step in steps]


def test_a_step_taken_twice_leaves_one_line(erlan):
    article = make_article()

    article.withdraw(by=erlan)
    article.withdraw(by=erlan)

    assert LogEntry.objects.count() == 1


def test_a_chief_reads_it_by_person_and_by_deed(desk, erlan):
    make_article("Мост").withdraw(by=erlan)
    make_article("Лёд").put_in_bin(erlan)

    whole = desk.get(JOURNAL, {"user__id__exact": erlan.pk}).context["cl"].result_list
    withdrawn = desk.get(JOURNAL, {"deed": "withdrawn"}).context["cl"].result_list

    assert {line.object_repr for line in whole} == {"Мост", "Лёд"}
    assert [line.object_repr for line in withdrawn] == ["Мост"]


def test_deleting_at_the_desk_leaves_one_line(client, erlan):
    article = make_article()
    client.force_login(erlan)

    client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})

    assert [line.change_message for line in LogEntry.objects.all()] == ["binned"]


@pytest.mark.parametrize("tail", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_not_even_a_superuser_changes_a_line(admin_client, erlan, tail):
    make_article().withdraw(by=erlan)
    line = LogEntry.objects.get()

    answer = admin_client.post(JOURNAL + tail.format(pk=line.pk), {"object_repr": "Другое", "post": "yes"})

    assert answer.status_code == 403
    assert list(LogEntry.objects.values_list("object_repr", flat=True)) == [line.object_repr]


def test_who_is_named_in_it_is_not_deleted(admin_client, erlan):
    make_article().withdraw(by=erlan)

    admin_client.post(f"/admin/people/user/{erlan.pk}/delete/", {"post": "yes"})

    assert User.objects.filter(pk=erlan.pk).exists()
    assert LogEntry.objects.count() == 1


def test_only_chiefs_read_it(client, erlan):
    client.force_login(erlan)

    assert client.get(JOURNAL).status_code == 403


def test_the_history_of_one_thing_says_steps_in_words(desk, erlan):
    section = make_section()
    LogEntry.objects.log_actions(erlan.pk, [section], CHANGE, "placed", single_object=True)
    LogEntry.objects.log_actions(
        erlan.pk, [section], CHANGE, [{"changed": {"fields": ["Название"]}}], single_object=True
    )

    page = desk.get(f"/admin/articles/section/{section.pk}/history/").text

    assert "placed" not in page
    assert page.count("<td>erlan</td>") == 2
    assert str(WORDS["placed"]) in page
    assert "Название" in page
