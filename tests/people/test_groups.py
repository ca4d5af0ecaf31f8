"""The groups that a desk begins with, and what a chief may not do."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
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


@pytest.fixture
def stronger():
    """A group that may change groups, which a chief may not."""
    group = Group.objects.create(name="Хозяева")
    group.permissions.add(Permission.objects.get(codename="change_group"))
    return group


def test_a_chief_joins_nobody_to_a_group_that_may_do_more(client, stronger):
    chief = make_member("chief")
    client.force_login(chief)

    client.post(f"/admin/people/user/{chief.pk}/change/", form(chief, is_staff="on", groups=[stronger.pk]))

    assert [group.name for group in chief.groups.all()] == ["chief"]


@pytest.mark.parametrize("how", ["by a group", "singly"])
def test_a_chief_touches_nobody_who_may_do_more(client, stronger, how):
    owner, right = make_member("editor"), stronger.permissions.get()
    owner.groups.add(*[stronger] * (how == "by a group"))
    owner.user_permissions.add(*[right] * (how == "singly"))
    client.force_login(make_member("chief"))

    answers = [
        client.post(f"/admin/people/user/{owner.pk}/change/", form(owner)),
        client.post(f"/admin/people/user/{owner.pk}/password/", {"password1": "x", "password2": "x"}),
        client.post(f"/admin/people/user/{owner.pk}/delete/", {"post": "yes"}),
    ]
    client.post("/admin/people/user/", {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"})

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert User.objects.filter(pk=owner.pk).exists()


@pytest.mark.parametrize("group", ["reporter", "editor", "chief", "moderator"])
def test_a_chief_makes_anybody_one_of_the_staff_the_desk_begins_with(client, group):
    chief, member, chosen = make_member("chief"), make_member("reporter"), Group.objects.get(name=group)
    client.force_login(chief)

    client.post(f"/admin/people/user/{member.pk}/change/", form(member, is_staff="on", groups=[chosen.pk]))
    again = client.post(f"/admin/people/user/{member.pk}/change/", form(member, is_staff="on", groups=[chosen.pk]))

    assert again.status_code == 302
    assert list(member.groups.all()) == [chosen]


def test_a_chief_gives_nobody_single_rights(client):
    chief, right = make_member("chief"), Permission.objects.get(codename="change_group")
    client.force_login(chief)
    kept = {"is_staff": "on", "groups": [chief.groups.get().pk]}

    client.post(f"/admin/people/user/{chief.pk}/change/", form(chief, user_permissions=[right.pk], **kept))

    assert not chief.user_permissions.exists()


def form(user, **fields):
    moment = user.date_joined
    names = {"username": user.username, "first_name": "Айгуль", "is_active": "on"}
    return names | {"date_joined_0": f"{moment:%d.%m.%Y}", "date_joined_1": f"{moment:%H:%M:%S}"} | fields
