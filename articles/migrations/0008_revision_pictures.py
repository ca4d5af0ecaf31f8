from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_pairs'),
        ('pictures', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='pictures',
            field=models.ManyToManyField(related_name='revisions', to='pictures.picture'),
        ),
    ]
