"""What is done about ads beside the requests."""

from django.apps import apps
from django_tasks import task


@task
def write_letter(ad_id, about):
    """Write to the author of an ad, unless it is gone or was taken away."""
    from classifieds.letters import send

    ad = apps.get_model("classifieds", "Ad").objects.filter(pk=ad_id).exclude(email="").first()
    if ad:
        send(ad, about)


@task
def forget_pictures(ids):
    """Delete the pictures that no ad shows any more, unless something else does."""
    apps.get_model("pictures", "Picture").objects.filter(pk__in=ids).forget_unused()


@task
def write_alerts():
    """Write the letters of saved searches that are due."""
    from classifieds.alerts import write_due

    write_due()
