"""The four groups that a desk begins with."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import GroupManager
from django.db import migrations

REPORTER = [
    "articles.add_article",
    "articles.change_article",
    "articles.view_article",
    "articles.delete_article",
    "articles.view_hashtag",
    "pictures.add_picture",
]
EDITOR = [
    *REPORTER,
    "articles.publish_article",
    "articles.edit_others_article",
    "articles.arrange_front",
    "articles.add_hashtag",
    "articles.change_hashtag",
    "articles.delete_hashtag",
    "articles.add_author",
    "articles.change_author",
    "articles.view_author",
    "articles.view_section",
    "articles.add_glossaryentry",
    "articles.change_glossaryentry",
    "articles.delete_glossaryentry",
    "articles.view_glossaryentry",
]
CHIEF = [
    *EDITOR,
    "articles.empty_bin",
    "articles.delete_author",
    "articles.add_section",
    "articles.change_section",
    "articles.delete_section",
    "articles.view_publication",
    "articles.change_publication",
    "people.add_user",
    "people.change_user",
    "people.delete_user",
    "people.view_user",
    "auth.view_group",
    "admin.view_logentry",
]
GROUPS = {"reporter": REPORTER, "editor": EDITOR, "chief": CHIEF, "moderator": []}


def make_groups(apps, schema_editor):
    """Make each group that is not there yet, with its permissions, which a fresh database does not have so far."""
    database = schema_editor.connection.alias
    for label in ("articles", "pictures", "people", "auth", "admin"):
        app = apps.get_app_config(label)
        # The app as it was then has no module of models, and would be passed over.
        module, app.models_module = getattr(app, "models_module", None), True
        create_permissions(app, apps=apps, using=database, verbosity=0)
        app.models_module = module
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, granted in GROUPS.items():
        group, made = groups.objects.using(database).get_or_create(name=name)
        if made:
            group.permissions.set([_permission(permissions, database, full_name) for full_name in granted])


def _permission(permissions, database, full_name):
    app, codename = full_name.split(".")
    return permissions.objects.using(database).get(content_type__app_label=app, codename=codename)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("articles", "0006_glossary"),
        ("pictures", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamedGroup",
            fields=[],
            options={"default_permissions": (), "proxy": True, "verbose_name": "group", "verbose_name_plural": "groups", "indexes": [], "constraints": []},
            bases=("auth.group",),
            managers=[("objects", GroupManager())],
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
