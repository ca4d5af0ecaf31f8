from django.db import migrations, models


def follow_the_site(apps, schema_editor):
    """Say of the talks without rules of their own that readers were told of none."""
    discussions = apps.get_model("comments", "Discussion").objects.using(schema_editor.connection.alias)
    discussions.filter(mode="", told_closed=False).update(told_closed=None)


def say_open(apps, schema_editor):
    """Say of them that they are open, as before."""
    discussions = apps.get_model("comments", "Discussion").objects.using(schema_editor.connection.alias)
    discussions.filter(told_closed=None).update(told_closed=False)


class Migration(migrations.Migration):
    """Readers are told whether an article has rules of its own."""

    dependencies = [
        ("comments", "0003_told_closed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="discussion",
            name="told_closed",
            field=models.BooleanField(default=None, editable=False, null=True),
        ),
        migrations.RunPython(follow_the_site, say_open),
    ]
