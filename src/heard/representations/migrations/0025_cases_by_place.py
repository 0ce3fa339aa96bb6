from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_access_reviewed"),
        ("representations", "0024_promises_to_keep"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="representation",
            index=models.Index(fields=["team", "service", "id"], name="representation_by_place"),
        ),
    ]
