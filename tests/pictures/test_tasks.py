"""What follows an upload by itself: AVIF files, and the end of pictures nobody used."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pictures import renditions, tasks
from pictures.models import Picture
from tests.pictures.samples import quarters, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return Picture.objects.take_in(saved(quarters()))


def test_an_upload_asks_for_its_avif_and_for_a_look_a_day_later(db):
    Picture.objects.take_in(saved(quarters()))

    avif, look = DBTaskResult.objects.order_by("-priority")
    assert avif.task_path == "pictures.tasks.make_avif"
    assert look.task_path == "pictures.tasks.forget_unused"
    assert timedelta(hours=23) < look.run_after - timezone.now() < timedelta(hours=25)


def test_the_worker_makes_the_avif_files(work, picture):
    work()

    picture.refresh_from_db()
    assert picture.has_avif
    assert renditions.find(renditions.name(picture.key, 480, "avif")).stat().st_size


def test_avif_is_made_once(picture):
    tasks.make_avif.call(picture.pk)
    file = renditions.find(renditions.name(picture.key, 640, "avif"))
    first = file.stat().st_mtime_ns

    tasks.make_avif.call(picture.pk)

    assert file.stat().st_mtime_ns == first


def test_avif_changes_nothing_else_in_the_row(picture):
    stale = Picture.objects.get(pk=picture.pk)
    Picture.objects.filter(pk=picture.pk).update(original_name="renamed.jpg")

    stale.make_avif()

    picture.refresh_from_db()
    assert (picture.original_name, picture.has_avif) == ("renamed.jpg", True)


def test_tasks_are_quiet_about_a_picture_that_is_gone(picture):
    gone = picture.pk
    picture.delete()

    tasks.make_avif.call(gone)
    tasks.forget_unused.call(gone)

    assert not Picture.objects.exists()


def test_a_picture_deleted_meanwhile_leaves_no_files(picture, media):
    Picture.objects.filter(pk=picture.pk)._raw_delete("default")

    picture.make_avif()

    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_picture_nobody_used_is_forgotten(picture, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_unused.call(picture.pk)

    assert not Picture.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_picture_in_use_is_kept(picture, frame):
    frame.objects.create(picture=picture)

    tasks.forget_unused.call(picture.pk)

    assert Picture.objects.filter(pk=picture.pk).exists()
    assert not Picture.objects.unused().exists()


def test_a_picture_in_a_relation_without_a_way_back_is_kept(picture, frame):
    frame.objects.create().others.add(picture)

    tasks.forget_unused.call(picture.pk)

    assert Picture.objects.filter(pk=picture.pk).exists()


@pytest.fixture
def frame(transactional_db):
    """A model of another room that shows pictures, once by a key and once by a relation that hides itself."""

    class Frame(models.Model):  # noqa: DJ008 - nobody ever reads its name
        """Shows pictures."""

        picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="frames")
        others = models.ManyToManyField(Picture, related_name="+")

        class Meta:
            app_label = "pictures"

    with connection.schema_editor() as schema:
        schema.create_model(Frame)
    yield Frame
    with connection.schema_editor() as schema:
        schema.delete_model(Frame)
    del apps.all_models["pictures"]["frame"], apps.all_models["pictures"]["frame_others"]
    apps.clear_cache()
