"""Editors settle what readers report; the groups of a running site get the new permission too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ("editor", "chief")


def give_permission(apps, schema_editor):
    """Add it to the groups that are still there."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("corrections")
    # The app as it was then has no module of models, and would be passed over.
    module, app.models_module = getattr(app, "models_module", None), True
    create_permissions(app, apps=apps, using=database, verbosity=0)
    app.models_module = module
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    settle = permissions.objects.using(database).get(content_type__app_label="corrections", codename="settle_ticket")
    for group in groups.objects.using(database).filter(name__in=GROUPS):
        group.permissions.add(settle)


class Migration(migrations.Migration):
    dependencies = [
        ("corrections", "0001_tickets"),
        ("people", "0004_moderators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_permission, migrations.RunPython.noop)]
