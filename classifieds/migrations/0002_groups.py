"""Moderators look at ads; editors also promote and export them and keep the categories."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATING = ["moderate_ad"]
KEEPING = [f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in ("category", "field", "option", "place")]
GROUPS = {
    "moderator": MODERATING,
    "editor": [*MODERATING, "promote_ad", "export_ad", *KEEPING],
    "chief": [*MODERATING, "promote_ad", "export_ad", *KEEPING],
}


def give_permissions(apps, schema_editor):
    """Add them to the groups that are still there."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("classifieds")
    # The app as it was then has no module of models, and would be passed over.
    module, app.models_module = getattr(app, "models_module", None), True
    create_permissions(app, apps=apps, using=database, verbosity=0)
    app.models_module = module
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ours = permissions.objects.using(database).filter(content_type__app_label="classifieds")
    for group in groups.objects.using(database).filter(name__in=GROUPS):
        group.permissions.add(*ours.filter(codename__in=GROUPS[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("classifieds", "0001_initial"),
        ("people", "0004_moderators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
