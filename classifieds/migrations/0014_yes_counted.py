"""What ads answer with «yes» is counted by facets too."""

from django.db import migrations

from classifieds.values import choices_in

AT_ONCE = 500


def write_down(apps, schema_editor):
    """Write down the answers of the ads that there are."""
    ads = apps.get_model("classifieds", "Ad").objects.using(schema_editor.connection.alias)
    changed = []
    for ad in ads.exclude(fields={}).only("fields", "chosen").iterator(AT_ONCE):
        if (chosen := choices_in(ad.fields)) != ad.chosen:
            ad.chosen = chosen
            changed.append(ad)
    ads.bulk_update(changed, ["chosen"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("classifieds", "0013_refused_edit")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
