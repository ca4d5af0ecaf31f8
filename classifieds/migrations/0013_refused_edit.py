"""An edit that was refused is kept for its author to mend; what was hidden is known by when, so that it may end."""

from django.db import migrations, models
from django.utils import timezone


def begin_to_count(apps, schema_editor):
    """Let what is hidden already be kept as long as what is hidden now."""
    hidden = apps.get_model("classifieds", "Ad").objects.filter(state="hidden", closed_at=None)
    hidden.update(closed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("classifieds", "0012_stored_vectors")]

    operations = [
        migrations.AddField("ad", "refused_edit", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(begin_to_count, migrations.RunPython.noop),
    ]
