"""Every value aimed at gets a row of its own, so that an indicator can have several."""

from django.db import migrations, models


def to_rows(apps, schema_editor):
    """Make a row of each target; a year without a value aimed at nothing, and goes."""
    indicators = apps.get_model("programme", "GoalIndicator")
    targets = apps.get_model("programme", "IndicatorTarget")
    had = indicators.objects.filter(target__isnull=False, targets__isnull=True)
    targets.objects.bulk_create(
        [
            targets(
                municipality_id=one.municipality_id,
                indicator_id=one.pk,
                year=one.target_year,
                value=one.target,
            )
            for one in had.order_by("pk")
        ],
        batch_size=500,
    )


def to_columns(apps, schema_editor):
    """Put the last target of each indicator back; one without a year is the last."""
    indicators = apps.get_model("programme", "GoalIndicator")
    targets = apps.get_model("programme", "IndicatorTarget")
    last = {}
    for one in targets.objects.order_by(models.F("year").asc(nulls_last=True), "pk"):
        last[one.indicator_id] = one
    for pk, one in last.items():
        indicators.objects.filter(pk=pk).update(target=one.value, target_year=one.year)
    targets.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("programme", "0005_whole_programme"),
    ]

    operations = [
        migrations.RunPython(to_rows, to_columns),
        migrations.RemoveField(model_name="goalindicator", name="target"),
        migrations.RemoveField(model_name="goalindicator", name="target_year"),
    ]
