"""What happens to a picture after its upload; each may run twice or late without harm."""

from django.apps import apps
from django_tasks import task


@task
def make_avif(picture_id):
    """Make the picture's AVIF files, unless it is gone."""
    for picture in _named(picture_id):
        picture.make_avif()


@task(priority=-10)
def forget_unused(picture_id):
    """Delete the picture if nothing has come to show it since its upload."""
    _named(picture_id).forget_unused()


def _named(picture_id):
    # Looked up by name, because the model enqueues these tasks.
    return apps.get_model("pictures", "Picture").objects.filter(pk=picture_id)
