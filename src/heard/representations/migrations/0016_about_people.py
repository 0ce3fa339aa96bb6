# How often each answer about themselves was given by people who complained.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("representations", "0015_arrived_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="AboutPeople",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("question", models.CharField(max_length=30)),
                ("answer", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["month", "question", "answer"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "question", "answer"), name="one_count_an_answer_a_month"
                    )
                ],
            },
        ),
    ]
