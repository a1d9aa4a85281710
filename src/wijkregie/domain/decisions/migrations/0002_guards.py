from django.db import migrations

from wijkregie.kit.guards import Guard



class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0001_tables'),
    ]

    operations = [
        Guard('decision_stands', 'decisions_decision', '1 = 1'),
    ]
