from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_autosave"),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("ru", "Russian"), ("kk", "Kazakh")],
                        default="ru",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("right", models.CharField(max_length=200, verbose_name="right spelling")),
                (
                    "wrong",
                    models.TextField(help_text="One on each line.", max_length=4000, verbose_name="wrong spellings"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
            ],
            options={
                "verbose_name": "glossary entry",
                "verbose_name_plural": "glossary",
                "ordering": ["right", "pk"],
            },
        ),
    ]
