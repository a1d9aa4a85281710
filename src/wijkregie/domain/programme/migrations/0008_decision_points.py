"""Each moment to decide gets a row of its own; a year before a colon is its year."""

import re
from textwrap import wrap

from django.db import migrations

LONGEST = 400
YEAR = re.compile(r"\s*((?:19|20)[0-9]{2})\s*:\s*(\S.*)", re.DOTALL)


def to_rows(apps, schema_editor):
    """Make a row of each line; what is longer than a row becomes several, nothing is lost."""
    projects = apps.get_model("programme", "Project")
    points = apps.get_model("programme", "DecisionPoint")
    for project in projects.objects.exclude(decision_point="").order_by("pk"):
        found = [
            (year, piece)
            for line in project.decision_point.splitlines()
            for year, words in [parted(line)]
            for piece in wrap(words, LONGEST, break_on_hyphens=False)
        ]
        points.objects.bulk_create(
            points(
                municipality_id=project.municipality_id,
                project_id=project.pk,
                year=year,
                question=piece,
                order=order,
            )
            for order, (year, piece) in enumerate(found)
        )


def parted(line):
    """Return the year that a line begins with, and the rest."""
    found = YEAR.fullmatch(line)
    return (None, line) if found is None else (int(found[1]), found[2])


def to_column(apps, schema_editor):
    """Put the moments back in words, a line each."""
    projects = apps.get_model("programme", "Project")
    for project in projects.objects.filter(decision_points__isnull=False).distinct():
        rows = project.decision_points.order_by("order", "pk")
        lines = [f"{one.year}: {one.question}" if one.year else one.question for one in rows]
        projects.objects.filter(pk=project.pk).update(decision_point="\n".join(lines))
        rows.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("programme", "0007_hand_over_on_paper"),
    ]

    operations = [
        migrations.RunPython(to_rows, to_column),
        migrations.RemoveField(model_name="project", name="decision_point"),
    ]
