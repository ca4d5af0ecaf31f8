"""Picture files as readers get them, and uploads as the desk sends them."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.http import Http404
from django.middleware.csrf import get_token
from django.test import RequestFactory

from pictures import recognising, renditions, views
from pictures.models import Picture
from tests.pictures.samples import phone_jpeg, quarters, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return Picture.objects.take_in(saved(quarters()))


@pytest.fixture
def name(picture):
    return renditions.name(picture.key, 480, "jpg")


def get(name, method="get", **headers):
    request = getattr(RequestFactory(), method)(f"/media/{name}", headers=headers)
    return views.media(request, name)


def test_it_serves_a_jpeg_for_ever(name):
    response = get(name)

    assert b"".join(response).startswith(b"\xff\xd8\xff")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Last-Modified"]
    response.close()


def test_it_serves_avif_as_avif(picture):
    picture.make_avif()

    response = get(renditions.name(picture.key, 480, "avif"))

    assert response["Content-Type"] == "image/avif"
    response.close()


def test_it_answers_304_to_who_has_the_file(name):
    first = get(name)
    first.close()

    by_tag = get(name, if_none_match=first["ETag"])
    by_date = get(name, if_modified_since=first["Last-Modified"])

    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag["ETag"] == first["ETag"]
    assert by_tag["Cache-Control"] == first["Cache-Control"]
    assert not by_tag.content


def test_it_answers_head_and_nothing_that_writes(name):
    head = get(name, "head")

    assert head.status_code == 200
    assert int(head["Content-Length"]) == renditions.find(name).stat().st_size
    assert get(name, "post").status_code == 405
    head.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda name: name.replace("480.jpg", "481.jpg"),
        lambda name: name.replace("480.jpg", "480.html"),
        lambda name: name.replace("480.jpg", ""),
        lambda name: name.replace("480.jpg", "../../../../newsroom.sqlite3"),
        lambda name: name.replace("pictures/", "pictures//"),
        lambda name: name.upper(),
        lambda name: name + "\n",
        lambda name: name + "\x00",
        lambda name: "/" + name,
        lambda name: "secret_key",
    ],
)
def test_nothing_else_under_media_exists(name, change):
    with pytest.raises(Http404):
        get(change(name))


def test_no_link_leads_out(name, media, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the newsroom's key")
    file = renditions.find(name)
    file.unlink()
    file.symlink_to(secret)

    with pytest.raises(Http404):
        get(name)


def test_no_linked_folder_leads_out(name, tmp_path):
    folder = renditions.find(name).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Http404):
        get(name)


@pytest.fixture
def anna():
    """She edits, and may upload."""
    anna = get_user_model().objects.create_user("anna", is_staff=True)
    anna.user_permissions.add(Permission.objects.get(codename="add_picture"))
    return anna


@pytest.fixture
def clara():
    """She works here, but has nothing to do with pictures."""
    return get_user_model().objects.create_user("clara", is_staff=True)


def post(user, file=None, guarded=True):
    factory = RequestFactory(enforce_csrf_checks=True)
    request = factory.post("/admin/pictures/upload/", {"file": file} if file else {})
    request.user = user
    if guarded:
        request.META["HTTP_X_CSRFTOKEN"] = get_token(request)
        request.COOKIES["csrftoken"] = request.META["CSRF_COOKIE"]
    return views.upload(request)


def sentence(response):
    return json.loads(response.content)["error"]


def test_the_desk_takes_a_picture_in(anna):
    file = phone_jpeg()
    file.name = "мост.jpg"

    response = post(anna, file)

    picture = Picture.objects.get()
    assert response.status_code == 201
    assert picture.uploaded_by == anna
    assert response.content.decode() == (
        f'{{"id": {picture.pk}, "width": 640, "height": 480, "thumb": "{picture.url(480)}",'
        ' "name": "\\u043c\\u043e\\u0441\\u0442.jpg"}'
    )


def test_the_desk_says_why_a_file_is_no_picture(anna):
    file = saved(quarters())
    file.seek(0)
    file.write(b"%PDF-1.7")
    file.seek(0)
    file.name = "photo.jpg"

    response = post(anna, file)

    assert response.status_code == 422
    assert sentence(response) == recognising.PDF
    assert not Picture.objects.exists()


def test_the_desk_asks_for_a_file(anna):
    response = post(anna)

    assert response.status_code == 422
    assert sentence(response)


def test_who_may_not_upload_gets_a_sentence(clara):
    response = post(clara, phone_jpeg())

    assert response.status_code == 403
    assert sentence(response)
    assert not Picture.objects.exists()


def test_a_stranger_gets_a_sentence_and_not_a_log_in_page():
    response = post(AnonymousUser(), phone_jpeg())

    assert response.status_code == 403
    assert sentence(response)


def test_another_site_cannot_upload_in_annas_name(anna):
    response = post(anna, phone_jpeg(), guarded=False)

    assert response.status_code == 403
    assert not Picture.objects.exists()
