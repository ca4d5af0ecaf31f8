"""Moderators moderate comments, and so do editors; the groups of a running site get the new permissions too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATOR = [
    "comments.moderate_comment",
    "comments.reply_comment",
    "comments.view_ruling",
    "comments.change_rules",
    "comments.add_stopword",
    "comments.change_stopword",
    "comments.delete_stopword",
    "comments.view_stopword",
]
GROUPS = {"moderator": MODERATOR, "editor": MODERATOR, "chief": MODERATOR}


def give_permissions(apps, schema_editor):
    """Add what is new to the groups that are still there; what the newsroom gave or took stays as it is."""
    database = schema_editor.connection.alias
    for label in ("comments", "people"):
        app = apps.get_app_config(label)
        # The app as it was then has no module of models, and would be passed over.
        module, app.models_module = getattr(app, "models_module", None), True
        create_permissions(app, apps=apps, using=database, verbosity=0)
        app.models_module = module
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, granted in GROUPS.items():
        group = groups.objects.using(database).filter(name=name).first()
        for full_name in granted if group else []:
            app, codename = full_name.split(".")
            group.permissions.add(
                permissions.objects.using(database).get(content_type__app_label=app, codename=codename)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_visitors"),
        ("comments", "0002_moderation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
