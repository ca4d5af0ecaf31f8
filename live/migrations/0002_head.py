"""The counter row of the log."""

from django.db import migrations

from live.models import new_epoch


def make_head(apps, schema_editor):
    """Begin the log at nought."""
    apps.get_model("live", "Head").objects.using(schema_editor.connection.alias).get_or_create(
        pk=1, defaults={"epoch": new_epoch(), "seq": 0}
    )


class Migration(migrations.Migration):
    dependencies = [("live", "0001_log")]
    operations = [migrations.RunPython(make_head, migrations.RunPython.noop)]
