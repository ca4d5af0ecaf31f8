"""Who may moderate, and since when readers complain about a comment that stands."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("comments", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "default_permissions": (),
                "permissions": [
                    ("moderate_comment", "Can moderate comments"),
                    ("reply_comment", "Can reply to comments from the newsroom"),
                ],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.AlterModelOptions(
            name="complaint",
            options={"default_permissions": (), "verbose_name": "complaint", "verbose_name_plural": "complaints"},
        ),
        migrations.AlterModelOptions(
            name="discussion",
            options={"default_permissions": (), "verbose_name": "discussion", "verbose_name_plural": "discussions"},
        ),
        migrations.AlterModelOptions(
            name="formertext", options={"default_permissions": (), "ordering": ["until", "pk"]}
        ),
        migrations.AlterModelOptions(name="reaction", options={"default_permissions": ()}),
        migrations.AlterModelOptions(
            name="rules",
            options={
                "default_permissions": ("change",),
                "verbose_name": "rules for comments",
                "verbose_name_plural": "rules for comments",
            },
        ),
        migrations.AlterModelOptions(
            name="ruling",
            options={
                "default_permissions": ("view",),
                "ordering": ["-at", "-pk"],
                "verbose_name": "ruling",
                "verbose_name_plural": "rulings",
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="complained_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="complained about since"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("complained_at__isnull", False)),
                fields=["complained_at"],
                name="comment_complained",
            ),
        ),
    ]
