from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0010_retention")]
    operations = [
        migrations.CreateModel(
            name="FileLeft",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("path", models.CharField(max_length=200, unique=True)),
                ("kept_at", models.FloatField()),
            ],
        ),
    ]
