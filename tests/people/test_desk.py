"""The staff at the desk."""

import pytest

from people.models import User

pytestmark = pytest.mark.django_db


def test_a_chief_adds_a_member_of_staff_who_can_log_in(admin_client, client):
    password = {"password1": "nauryz-2026-a", "password2": "nauryz-2026-a", "usable_password": "true"}
    admin_client.post("/admin/people/user/add/", {"username": "boris", **password})
    boris = User.objects.get(username="boris")

    admin_client.post(f"/admin/people/user/{boris.pk}/change/", joined(boris) | {"is_active": "on", "is_staff": "on"})
    client.post("/admin/login/", {"username": "boris", "password": "nauryz-2026-a"})

    assert client.get("/admin/").status_code == 200


def test_no_reader_gets_in(client):
    User.objects.create_user("reader", password="nauryz-2026-a")

    client.post("/admin/login/", {"username": "reader", "password": "nauryz-2026-a"})

    assert client.get("/admin/").status_code == 302


def joined(user):
    moment = user.date_joined
    return {"username": user.username, "date_joined_0": f"{moment:%d.%m.%Y}", "date_joined_1": f"{moment:%H:%M:%S}"}
