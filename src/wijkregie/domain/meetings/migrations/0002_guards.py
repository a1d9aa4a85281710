from django.db import migrations

from wijkregie.kit.guards import Guard

MINUTES_CHANGED = """OLD.approved_at IS NOT NULL OR NEW.municipality_id <> OLD.municipality_id
OR NEW.meeting_id <> OLD.meeting_id OR NEW.version <> OLD.version OR NEW.why <> OLD.why
OR NEW.made_at <> OLD.made_at OR COALESCE(NEW.made_by_id, 0) <> COALESCE(OLD.made_by_id, 0)"""
# Only the nightly erasure may take the notes away.
POINT_CHANGED = """NEW.municipality_id <> OLD.municipality_id OR NEW.minutes_id <> OLD.minutes_id
OR NEW.item_id <> OLD.item_id OR NEW."order" <> OLD."order" OR NEW.title <> OLD.title
OR COALESCE(NEW.decision_id, 0) <> COALESCE(OLD.decision_id, 0)
OR (NEW.notes <> OLD.notes AND NEW.notes <> '')"""
DECISION_CHANGED = (
    "OLD.decision_id IS NOT NULL AND COALESCE(NEW.decision_id, 0) <> OLD.decision_id"
)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_tables'),
    ]

    operations = [
        Guard('minutes_stand', 'meetings_minutes', MINUTES_CHANGED),
        Guard('minuted_point_stands', 'meetings_minutedpoint', POINT_CHANGED),
        Guard('minuted_seat_stands', 'meetings_minutedseat', '1 = 1'),
        Guard('agenda_decision_stands', 'meetings_agendaitem', DECISION_CHANGED),
    ]
