"""What facets count stands in the index that they walk; and PostgreSQL finds ads by what their fields say."""

from django.db import migrations, models

from classifieds.values import choices_in

AT_ONCE = 500


def write_down(apps, schema_editor):
    """Write down what is chosen in the fields of the ads that there are."""
    ads = apps.get_model("classifieds", "Ad").objects.using(schema_editor.connection.alias)
    changed = []
    for ad in ads.exclude(fields={}).only("fields").iterator(AT_ONCE):
        ad.chosen = choices_in(ad.fields)
        changed.append(ad)
    ads.bulk_update(changed, ["chosen"], batch_size=AT_ONCE)


def make_index(apps, schema_editor):
    """Index the fields of live ads where the database can: SQLite has no such index."""
    if schema_editor.connection.vendor == "postgresql":
        # fastupdate keeps a list of what is new, which every list would have to walk.
        schema_editor.execute(
            "CREATE INDEX ad_told ON classifieds_ad USING gin (fields jsonb_path_ops) "
            "WITH (fastupdate = off) WHERE state = 'live'"
        )


def drop_index(apps, schema_editor):
    """Drop it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX ad_told")


class Migration(migrations.Migration):
    dependencies = [("classifieds", "0010_searches_once")]

    operations = [
        migrations.AddField(
            model_name="ad",
            name="chosen",
            field=models.CharField(blank=True, default="", editable=False, max_length=1000),
        ),
        migrations.RemoveIndex(model_name="ad", name="ad_counted"),
        migrations.AddIndex(
            model_name="ad",
            index=models.Index(
                condition=models.Q(state="live"),
                fields=[
                    "category",
                    "place",
                    "price_kind",
                    "is_business",
                    "lead_picture",
                    "ends_at",
                    "approved_at",
                    "price",
                    "chosen",
                ],
                name="ad_counted",
            ),
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
