"""What ads say is kept as PostgreSQL compares it: the index of the vector that was made of it anew each time goes."""

from django.db import migrations


def drop_index(apps, schema_editor):
    """Drop it; after the migrations `searching` makes the column, and the index of that by the same name."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS classifieds_ad_stems")


class Migration(migrations.Migration):
    dependencies = [("classifieds", "0011_chosen")]

    operations = [migrations.RunPython(drop_index, migrations.RunPython.noop)]
