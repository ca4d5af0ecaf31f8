"""The groups that a desk begins with, and what a chief may not do."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from people.models import User
from tests.builders import make_member

pytestmark = pytest.mark.django_db
groups = importlib.import_module("people.migrations.0002_groups")


def test_there_are_four_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {"reporter", "editor", "chief", "moderator"}


@pytest.mark.parametrize(
    ("group", "may"),
    [
        ("reporter", [True, False, False, False, False]),
        ("editor", [True, True, True, False, False]),
        ("chief", [True, True, True, True, True]),
        ("moderator", [False, False, False, False, False]),
    ],
)
def test_each_may_do_its_part(group, may):
    member = make_member(group)
    deeds = ["add_article", "publish_article", "edit_others_article", "change_publication", "empty_bin"]

    assert [member.has_perm(f"articles.{deed}") for deed in deeds] == may


def test_making_them_again_leaves_what_the_newsroom_changed():
    Group.objects.get(name="moderator").delete()
    Group.objects.get(name="reporter").permissions.clear()

    groups.make_groups(apps, SimpleNamespace(connection=connection))

    assert Group.objects.count() == 4
    assert not Group.objects.get(name="reporter").permissions.exists()


@pytest.mark.parametrize(("language", "name"), [("ru", "Репортёры"), ("kk", "Тілшілер")])
def test_they_have_names_in_both_languages(admin_client, language, name):
    admin_client.cookies["desk_language"] = language

    assert name in admin_client.get("/admin/auth/group/").text


def test_a_chief_makes_no_superuser(client):
    chief, reporter = make_member("chief"), make_member("reporter")
    client.force_login(chief)

    client.post(f"/admin/people/user/{reporter.pk}/change/", form(reporter, is_superuser="on", is_staff="on"))

    reporter.refresh_from_db()
    assert (reporter.first_name, reporter.is_superuser) == ("Айгуль", False)


def test_a_chief_touches_no_superuser(client):
    owner = User.objects.create_superuser("owner")
    client.force_login(make_member("chief"))

    answers = [
        client.post(f"/admin/people/user/{owner.pk}/change/", form(owner)),
        client.post(f"/admin/people/user/{owner.pk}/password/", {"password1": "x", "password2": "x"}),
        client.post(f"/admin/people/user/{owner.pk}/delete/", {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def form(user, **fields):
    moment = user.date_joined
    names = {"username": user.username, "first_name": "Айгуль", "is_active": "on"}
    return names | {"date_joined_0": f"{moment:%d.%m.%Y}", "date_joined_1": f"{moment:%H:%M:%S}"} | fields
