from django.db import migrations, models

from wijkregie.kit.guards import Guard, Lift


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0002_votes'),
    ]

    operations = [
        Lift('decision_stands', 'decisions_decision', '1 = 1'),
        migrations.AddField(
            model_name='decision',
            name='document',
            field=models.CharField(blank=True, max_length=200),
        ),
        Guard('decision_stands', 'decisions_decision', '1 = 1'),
    ]
