import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_signing_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='council',
            name='address',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='council',
            name='exit_address',
            field=models.CharField(default='https://www.bbc.co.uk/weather', max_length=200),
        ),
        migrations.AddField(
            model_name='council',
            name='links',
            field=models.CharField(default='#1a65a6', max_length=7),
        ),
        migrations.AddField(
            model_name='council',
            name='logo',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='term',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.term'),
        ),
        migrations.CreateModel(
            name='CouncilLogo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('png', 'PNG'), ('jpeg', 'JPEG')], max_length=4)),
                ('content', models.TextField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_logo_a_council')],
            },
        ),
        migrations.CreateModel(
            name='HelpNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=100)),
                ('number', models.CharField(max_length=30)),
                ('hours', models.CharField(blank=True, max_length=150)),
                ('position', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('label',), name='a_help_number_stands_once')],
            },
        ),
    ]
