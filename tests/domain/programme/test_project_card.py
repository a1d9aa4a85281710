"""The lines of a card: kept, changed by two at once, with what they were."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.money import make_order
from tests.makers.people import (
    make_organisation,
    make_person,
    make_role,
    viewer_for,
)
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_decision,
    make_goal,
    make_programme,
    make_project,
)
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    CardDraft,
    Programme,
    ProgressNote,
    Project,
    ProjectComment,
)
from wijkregie.domain.programme.states import CLOSED, ProjectState
from wijkregie.kit.files import LOST
from wijkregie.kit.images import ImageRefused
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from pytest_django import Settings

    from wijkregie.domain.people.models import Person
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

DAY = AT.date()


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme, "Samen eten", from_year=2026, until_year=2027)


@pytest.fixture
def person(here: Municipality) -> Person:
    return make_role(here, Role.DISTRICT_MANAGER).person


@pytest.fixture
def manager(person: Person, here: Municipality) -> Viewer:
    return viewer_for(person, here)


def change(project: Project, by: Viewer, *, version: int = 0, **values: Any) -> Project:
    fresh = Project.objects.get(pk=project.pk)
    edit = services.CardEdit(version or fresh.version, values)
    services.change_card(project.pk, edit, by=by, at=AT)
    return Project.objects.get(pk=project.pk)


def photo(kind: str = "PNG", name: str = "foto.png") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue())


def test_a_card_keeps_all_its_lines(project: Project, by: Viewer) -> None:
    change(
        project,
        by,
        plain="Elke week samen eten.",
        track="now",
        parties=[
            services.PartyDraft("Kern8", "holder", "leidt", {2026: 40, 2027: None}),
            services.PartyDraft("bewoners"),
        ],
    )
    change(
        project,
        by,
        activities=[
            services.ActivityDraft("Huren", begins_on=DAY, ends_on=DAY, party="holder:Kern8"),
            services.ActivityDraft(
                "Open", "milestone", begins_on=DAY, ends_on=date(2026, 9, 1)
            ),
            services.ActivityDraft("Ooit"),
        ],
        decision_points=[
            services.PointDraft("gaat het door?", "dan door", on=date(2027, 3, 1)),
            services.PointDraft("eerder?", year=2026),
        ],
        risks=[services.RiskDraft("regen", 3, 1, "tent", DAY)],
    )

    parts, seen = queries.card_parts(by, project.pk), queries.project_seen(by, project.pk)
    assert parts is not None
    assert seen is not None
    assert (seen.plain, seen.track) == ("Elke week samen eten.", "now")
    assert [(one.title, one.party_name) for one in parts.activities] == [
        ("Huren", "Kern8"),
        ("Open", ""),
        ("Ooit", ""),
    ]
    assert parts.activities[1].begins_on is None  # a milestone is a moment
    assert [(one.year, one.text) for one in seen.decision_points] == [
        (2026, "2026: eerder?"),
        (2027, "2027: gaat het door?. dan door"),
    ]
    assert [(one.year, one.hours) for one in parts.efforts] == [(2026, 40)]
    assert [(one.what, one.chance, one.over_on) for one in parts.risks] == [("regen", 3, DAY)]


def test_lines_are_changed_and_taken_away(project: Project, by: Viewer) -> None:
    change(project, by, risks=[services.RiskDraft("a", 1, 1), services.RiskDraft("b", 1, 1)])
    first, _second = project.risks.order_by("pk")

    change(project, by, risks=[services.RiskDraft("a2", 2, 1, id=first.pk)])

    assert [(one.pk, one.what) for one in project.risks.all()] == [(first.pk, "a2")]


def test_hours_that_are_not_known_any_more_are_no_nought(project: Project, by: Viewer) -> None:
    change(project, by, parties=[services.PartyDraft("Kern8", hours={2026: 0, 2027: 5})])
    change(project, by, parties=[services.PartyDraft("Kern8", hours={2026: 0, 2027: None})])

    assert [(one.year, one.hours) for one in project.efforts.all()] == [(2026, 0)]


def test_what_a_party_does_changes_and_its_work_loses_it_when_it_goes(
    project: Project, by: Viewer, here: Municipality
) -> None:
    known = make_organisation(here, "Kern8")
    change(project, by, parties=[services.PartyDraft("Kern8"), services.PartyDraft("B")])
    work = services.ActivityDraft("Huren", party="partner:B")
    change(project, by, activities=[work])
    kern = project.parties.get(name="Kern8")

    change(project, by, parties=[services.PartyDraft("Kern8", does="kookt")])

    kern.refresh_from_db()
    assert (kern.organisation, kern.does) == (known, "kookt")
    assert project.activities.get().party is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": " "}, "Geef het project een titel"),
        ({"from_year": 2027, "until_year": 2026}, "kan niet voor het eerste"),
        ({"track": "straks"}, "Kies een van de antwoorden"),
        ({"goals": [999_999]}, "is er niet meer"),
        ({"bottlenecks": [999_999]}, "is er niet meer"),
        ({"areas": [999_999]}, "hoort niet bij je gemeente"),
        ({"lead_id": 999_999}, "werkt hier niet"),
        ({"parties": [services.PartyDraft(" ")]}, "Schrijf op wie er meedoet"),
        ({"parties": [services.PartyDraft("a"), services.PartyDraft("a")]}, "twee keer"),
        ({"parties": [services.PartyDraft("a", "baas")]}, "Kies een van de antwoorden"),
        ({"parties": [services.PartyDraft("a", hours={2026: -1})]}, "heel getal"),
        ({"parties": [services.PartyDraft("a", hours={2030: 1})]}, "2030 valt daarbuiten"),
        ({"activities": [services.ActivityDraft("")]}, "wat er wordt gedaan"),
        ({"activities": [services.ActivityDraft("x", id=999_999)]}, "is er niet meer"),
        ({"activities": [services.ActivityDraft("x", party="partner:y")]}, "is er niet meer"),
        (
            {
                "activities": [
                    services.ActivityDraft("x", begins_on=DAY, ends_on=DAY - timedelta(1))
                ]
            },
            "eindigt voor het begint",
        ),
        ({"activities": [services.ActivityDraft("x", ends_on=date(1900, 1, 1))]}, "jaren"),
        ({"decision_points": [services.PointDraft("")]}, "beslist moet worden"),
        ({"decision_points": [services.PointDraft("x", year=9999)]}, "Vul jaren in"),
        ({"risks": [services.RiskDraft("", 1, 1)]}, "mis kan gaan"),
        ({"risks": [services.RiskDraft("x", 4, 1)]}, "Kies een van de antwoorden"),
        ({"risks": [services.RiskDraft("x", 1, 1)] * 61}, "meer dan 60 regels"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    values: dict[str, Any], said: str, project: Project, by: Viewer
) -> None:
    with pytest.raises(services.ProgrammeRefused, match=said):
        change(project, by, **values)

    assert not project.changes.exists()
    assert Project.objects.get(pk=project.pk).version == project.version


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY + timedelta(1), "“Huren” kan niet af zijn op een dag die nog moet komen"),
        (date(2025, 12, 31), "“Huren” kan niet af zijn in 2025: het project begint in 2026"),
    ],
)
def test_work_is_done_on_a_day_that_came_in_a_project_that_had_begun(
    project: Project, by: Viewer, day: date, said: str
) -> None:
    work = services.ActivityDraft("Huren", done_on=day)

    with pytest.raises(services.ProgrammeRefused, match=said):
        change(project, by, activities=[work])

    change(project, by, activities=[services.ActivityDraft("Huren", done_on=DAY)])
    row = project.activities.get()
    again = services.ActivityDraft("Huren", done_on=day, id=row.pk)
    with pytest.raises(services.ProgrammeRefused, match=said):
        change(project, by, activities=[again])


def test_a_day_that_stood_there_already_does_not_keep_the_card_shut(
    project: Project, by: Viewer
) -> None:
    change(project, by, activities=[services.ActivityDraft("Huren", done_on=DAY)])
    row = project.activities.get()
    project.activities.update(done_on=date(2025, 1, 1))
    same = services.ActivityDraft("Keuken huren", done_on=date(2025, 1, 1), id=row.pk)

    change(project, by, activities=[same])

    row.refresh_from_db()
    assert (row.title, row.done_on) == ("Keuken huren", date(2025, 1, 1))


def test_a_project_without_years_has_no_day_before_it(programme: Programme, by: Viewer) -> None:
    open_end = make_project(programme, from_year=None, until_year=None)

    change(open_end, by, activities=[services.ActivityDraft("Huren", done_on=date(2020, 1, 1))])

    assert open_end.activities.get().done_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"plain": "Bel 06-12345678"},
        {"target_group": "mevrouw Jansen van nummer 12"},
        {"activities": [services.ActivityDraft("Bel 06-12345678")]},
        {"decision_points": [services.PointDraft("Bel 06-12345678")]},
        {"risks": [services.RiskDraft("x", 1, 1, "Bel 06-12345678")]},
        {"parties": [services.PartyDraft("x", does="Bel 06-12345678")]},
    ],
)
def test_lines_name_nobody(values: dict[str, Any], project: Project, by: Viewer) -> None:
    with pytest.raises(WordsRefused):
        change(project, by, **values)


def test_years_cannot_leave_out_hours(project: Project, by: Viewer) -> None:
    change(project, by, parties=[services.PartyDraft("Kern8", hours={2027: 5})])

    with pytest.raises(services.ProgrammeRefused, match="Er staan uren in 2027"):
        change(project, by, until_year=2026)


def test_years_cannot_leave_out_money(project: Project, by: Viewer) -> None:
    make_cost(project, 100, year=2027)

    with pytest.raises(services.ProgrammeRefused, match="Er staat geld in 2027"):
        change(project, by, until_year=2026)


def test_years_cannot_leave_out_an_order(project: Project, by: Viewer) -> None:
    make_order(project, 100, year=2027)

    with pytest.raises(services.ProgrammeRefused, match="Er staat geld in 2027"):
        change(project, by, until_year=2026)


def test_rows_of_another_municipality_are_not_there(
    project: Project, by: Viewer, here: Municipality
) -> None:
    elsewhere = make_municipality()
    there = make_programme(elsewhere)
    theirs = make_project(there)
    outsider = installation(elsewhere.pk)
    change(theirs, outsider, risks=[services.RiskDraft("x", 1, 1)])
    risk = theirs.risks.get()

    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        change(theirs, by, title="Overgenomen")
    for values in (
        {"risks": [services.RiskDraft("x", 1, 1, id=risk.pk)]},
        {"goals": [make_goal(there).pk]},
        {"bottlenecks": [make_bottleneck(there).pk]},
        {"areas": [make_own_area(elsewhere, "X").pk]},
        {"lead_id": make_person().pk},
    ):
        with pytest.raises(services.ProgrammeRefused):
            change(project, by, **values)
    assert theirs.risks.count() == 1


def test_what_two_changed_apart_is_taken_together(project: Project, by: Viewer) -> None:
    change(project, by, activities=[services.ActivityDraft("Huren")])
    start = Project.objects.get(pk=project.pk).version
    row = project.activities.get()
    first = services.ActivityDraft("Keuken huren", id=row.pk)
    second = services.ActivityDraft("Huren", ends_on=DAY, id=row.pk)
    goals = [make_goal(project.programme).pk, make_goal(project.programme).pk]
    change(project, by, bottlenecks=[make_bottleneck(project.programme).pk])
    change(project, by, version=start, reason="Reden", activities=[first], goals=goals[:1])

    change(project, by, version=start, plain="Gewoon", activities=[second], goals=goals[1:])

    seen = queries.project_seen(by, project.pk)
    assert seen is not None
    assert (seen.reason, seen.plain) == ("Reden", "Gewoon")
    row.refresh_from_db()
    assert (row.title, row.ends_on) == ("Keuken huren", DAY)
    assert {one.id for one in seen.goals} == set(goals)


def test_what_both_changed_is_shown_and_stores_nothing(project: Project, by: Viewer) -> None:
    start = project.version
    change(project, by, version=start, title="Eerste", reason="Reden")

    with pytest.raises(services.CardClashes) as both:
        change(project, by, version=start, title="Tweede", reason="", plain="Gewoon")

    assert [(one.key, one.first, one.second) for one in both.value.clashes] == [
        ("title", "Eerste", "Tweede")
    ]
    assert [(one.path, one.after) for one in both.value.taken] == [(("reason",), "Reden")]
    now = Project.objects.get(pk=project.pk)
    assert (now.title, now.plain) == ("Eerste", "")
    edit = services.CardEdit(
        start, {"title": "Tweede", "plain": "Gewoon"}, {"title": "first"}, both.value.version
    )
    services.change_card(project.pk, edit, by=by, at=AT)
    now.refresh_from_db()
    assert (now.title, now.plain, now.reason) == ("Eerste", "Gewoon", "Reden")


def test_a_choice_holds_only_for_what_was_read(project: Project, by: Viewer) -> None:
    start = project.version
    change(project, by, version=start, title="Eerste")
    old = services.CardEdit(start, {"title": "Tweede"}, {"title": "second"}, start)

    with pytest.raises(services.CardClashes):
        services.change_card(project.pk, old, by=by, at=AT)


@pytest.mark.parametrize("state", CLOSED)
def test_the_card_of_a_project_that_ended_stays_as_it_is(
    project: Project, manager: Viewer, state: ProjectState
) -> None:
    change(project, manager, decision_points=[services.PointDraft("gaat het door?")])
    services.keep_half_way(project.pk, "wat", {"title": ["Half"]}, by=manager, at=AT)
    ends = {"state": state, "finished_at": AT, "result": "Klaar."}
    Project.objects.filter(pk=project.pk).update(**ends)
    point, said = project.decision_points.get(), "Schrijf onder .* een bericht"

    with pytest.raises(services.ProgrammeRefused, match=said):
        change(project, manager, title="Anders")
    with pytest.raises(services.ProgrammeRefused, match=said):
        services.settle_point(point.pk, "ja", DAY, by=manager, at=AT)
    with pytest.raises(services.ProgrammeRefused, match=said):
        services.keep_half_way(project.pk, "wat", {"title": ["Nu"]}, by=manager, at=AT)

    project.refresh_from_db()
    point.refresh_from_db()
    assert (project.title, point.decided_on) == ("Samen eten", None)
    services.drop_half_way(project.pk, "wat", by=manager, at=AT)
    services.add_note(project.pk, services.NoteDraft("Nog iets."), by=manager, at=AT)
    services.say_comment(project.pk, "Dat klopt.", by=manager, at=AT)
    assert (project.notes.count(), project.comments.count()) == (1, 1)


def test_a_line_taken_away_by_one_can_be_kept_by_the_other(
    project: Project, by: Viewer
) -> None:
    change(project, by, risks=[services.RiskDraft("regen", 1, 1)])
    start, row = Project.objects.get(pk=project.pk).version, project.risks.get()
    change(project, by, version=start, risks=[])
    mine = {"risks": [services.RiskDraft("storm", 1, 1, id=row.pk)]}
    with pytest.raises(services.CardClashes) as both:
        change(project, by, version=start, **mine)

    chosen = {both.value.clashes[0].key: "second"}
    edit = services.CardEdit(start, mine, chosen, both.value.version)
    services.change_card(project.pk, edit, by=by, at=AT)

    assert [one.what for one in project.risks.all()] == ["storm"]


def test_every_change_is_kept_with_what_it_was(
    project: Project, person: Person, manager: Viewer
) -> None:
    goal = make_goal(project.programme, "Meer samenhang")
    change(project, manager, title="Nieuw", goals=[goal.pk], lead_id=person.pk)
    change(project, manager, title="Nieuw")  # nothing changed

    parts = queries.card_parts(manager, project.pk)
    assert parts is not None
    told = {one.path: (one.before, one.after) for one in parts.history[0].changes}
    assert told == {
        ("title",): ("Samen eten", "Nieuw"),
        ("goals", str(goal.pk)): (None, "Meer samenhang"),
        ("lead_id",): (None, person.pk),
    }
    assert len(parts.history) == 1
    assert parts.history[0].by_name == person.name
    assert parts.people == {person.pk: person.name}
    assert person.name not in str(list(project.changes.values_list("fields", flat=True)))


def test_a_role_that_leads_is_changed_with_what_it_was(
    project: Project, manager: Viewer
) -> None:
    Project.objects.filter(pk=project.pk).update(lead_roles=["opbouwwerker"])

    changed = change(project, manager, lead_roles="wijkagent\n\n  wijkregisseur ")
    gone = change(project, manager, lead_roles="")

    assert changed.lead_roles == ["wijkagent", "wijkregisseur"]
    assert gone.lead_roles == []
    parts = queries.card_parts(manager, project.pk)
    assert parts is not None
    assert [(one.changes[0].before, one.changes[0].after) for one in parts.history] == [
        ("wijkagent\nwijkregisseur", ""),
        ("opbouwwerker", "wijkagent\nwijkregisseur"),
    ]
    with pytest.raises(services.ProgrammeRefused, match="langer dan 400"):
        change(project, manager, lead_roles="x" * 401)


def test_history_and_comments_are_for_who_works_along(
    project: Project, manager: Viewer, here: Municipality
) -> None:
    change(project, manager, title="Nieuw")
    services.say_comment(project.pk, "De sleutel ligt bij Kern8.", by=manager, at=AT)

    outside, inside = (
        queries.card_parts(one, project.pk) for one in (anonymous(here.pk), manager)
    )

    assert outside is not None
    assert inside is not None
    assert (outside.history, outside.comments, outside.may_comment) == ((), (), False)
    assert [one.text for one in inside.comments] == ["De sleutel ligt bij Kern8."]
    assert inside.comments[0].mine
    assert len(inside.history) == 1


def test_a_comment_is_taken_back_by_who_said_it(
    project: Project, manager: Viewer, here: Municipality, by: Viewer
) -> None:
    comment = services.say_comment(project.pk, "Dit klopt niet.", by=manager, at=AT)
    other = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)

    for who in (other, by):
        with pytest.raises(services.ProgrammeRefused, match="Alleen wie dit zei"):
            services.remove_comment(comment, by=who, at=AT)
    services.remove_comment(comment, by=manager, at=AT)

    assert not ProjectComment.objects.exists()


def test_a_comment_needs_words_without_a_phone_number_and_somebody(
    project: Project, manager: Viewer, here: Municipality
) -> None:
    for text, error in ((" ", services.ProgrammeRefused), ("06-12345678", WordsRefused)):
        with pytest.raises(error):
            services.say_comment(project.pk, text, by=manager, at=AT)
    for who in (anonymous(here.pk), installation(here.pk)):
        with pytest.raises(services.ProgrammeRefused, match="Log eerst in"):
            services.say_comment(project.pk, "Hallo", by=who, at=AT)

    assert not ProjectComment.objects.exists()


def test_a_note_with_a_photo_is_for_everyone_once_the_project_is(
    project: Project, programme: Programme, manager: Viewer, here: Municipality
) -> None:
    idea = make_project(programme, "Idee", decision_id=None)
    draft = services.NoteDraft("De keuken is klaar.", photo(), "een keuken")
    note, hidden = (
        services.add_note(one.pk, replace(draft, photo=photo()), by=manager, at=AT)
        for one in (project, idea)
    )

    stored = ProgressNote.objects.get(pk=note).photo
    assert stored.startswith("projects/")
    assert queries.note_photo(anonymous(here.pk), project.pk, note) == stored
    assert queries.note_photo(anonymous(here.pk), idea.pk, hidden) is None
    assert queries.note_photo(manager, idea.pk, hidden)
    assert queries.note_photo(manager, idea.pk, note) is None
    assert queries.note_photo(installation(make_municipality().pk), project.pk, note) is None
    outside = queries.card_parts(anonymous(here.pk), project.pk)
    assert outside is not None
    assert outside.notes[0].by_name is None
    assert outside.notes[0].has_photo


def test_a_note_goes_with_its_photo(
    project: Project, manager: Viewer, django_capture_on_commit_callbacks: Any
) -> None:
    bare = services.add_note(project.pk, services.NoteDraft("Bezig."), by=manager, at=AT)
    draft = services.NoteDraft("Klaar.", photo(), "een keuken")
    note = services.add_note(project.pk, draft, by=manager, at=AT)
    stored = ProgressNote.objects.get(pk=note).photo

    with django_capture_on_commit_callbacks(execute=True):
        services.remove_note(note, by=manager, at=AT)
        services.remove_note(bare, by=manager, at=AT)

    assert not default_storage.exists(stored)
    assert not ProgressNote.objects.exists()


def heic() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (heic, "HEIC"),
        (lambda: SimpleUploadedFile("x.exe", b"MZ" * 400), "niet als afbeelding"),
        (lambda: SimpleUploadedFile("x.png", b"\0" * 20_000_000), "groter dan 5 MB"),
    ],
)
def test_a_photo_that_is_none_keeps_nothing(
    upload: Any,
    said: str,
    project: Project,
    manager: Viewer,
    settings: Settings,
) -> None:
    settings.UPLOAD_LIMIT = 5 * 1024 * 1024
    with pytest.raises(ImageRefused, match=said):
        services.add_note(
            project.pk, services.NoteDraft("Kijk.", upload(), "iets"), by=manager, at=AT
        )

    assert not ProgressNote.objects.exists()


def test_a_photo_is_described_and_no_file_stays_of_a_note_that_is_refused(
    project: Project, manager: Viewer, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    draft = services.NoteDraft("Kijk.", photo(), "")

    with pytest.raises(services.ProgrammeRefused, match="wat er op de foto staat"):
        services.add_note(project.pk, draft, by=manager, at=AT)

    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_photos_without_a_note_are_thrown_away(
    project: Project, manager: Viewer, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert services.discard_lost_photos(at=AT) == {}
    draft = services.NoteDraft("Klaar.", photo(), "een keuken")
    note = services.add_note(project.pk, draft, by=manager, at=AT)
    kept = ProgressNote.objects.get(pk=note).photo
    services.add_note(project.pk, replace(draft, photo=photo()), by=manager, at=AT)
    lost = ProgressNote.objects.exclude(pk=note).get()
    name = lost.photo
    lost.delete()
    late = default_storage.get_modified_time(name) + LOST + timedelta(minutes=1)

    assert services.discard_lost_photos(at=late - LOST) == {}
    assert services.discard_lost_photos(at=late) == {"lost_project_photos": 1}
    assert default_storage.exists(kept)
    assert not default_storage.exists(name)


def test_a_moment_to_decide_is_settled_once(
    project: Project, by: Viewer, here: Municipality
) -> None:
    change(project, by, decision_points=[services.PointDraft("gaat het door?", year=2026)])
    point, decision = project.decision_points.get(), make_decision(here)
    with pytest.raises(services.ProgrammeRefused, match="moet nog komen"):
        services.settle_point(point.pk, "Ja", DAY + timedelta(2), by=by, at=AT)

    services.settle_point(point.pk, "Het gaat door.", DAY, decision.pk, by=by, at=AT)

    point.refresh_from_db()
    assert (point.outcome, point.decided_on, point.decision) == (
        "Het gaat door.",
        DAY,
        decision,
    )
    with pytest.raises(services.ProgrammeRefused, match="al besloten"):
        services.settle_point(point.pk, "Nee", DAY, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="blijft op de kaart"):
        change(project, by, decision_points=[])
    stands = services.PointDraft("gaat het door?", year=2026, id=point.pk)
    for other in ({"question": "Gaat het goed?"}, {"then": "Stoppen"}, {"year": 2031}):
        with pytest.raises(services.ProgrammeRefused, match="blijft zoals ze is gesteld"):
            change(project, by, decision_points=[replace(stands, **other)])
    change(project, by, decision_points=[stands])
    parts = queries.card_parts(by, project.pk)
    assert parts is not None
    assert len(parts.history) == 2


def test_a_moment_without_a_decision_is_settled_too(project: Project, by: Viewer) -> None:
    change(project, by, decision_points=[services.PointDraft("gaat het door?")])

    services.settle_point(project.decision_points.get().pk, "Ja", DAY, by=by, at=AT)

    assert project.decision_points.get().decision is None


def test_what_is_half_typed_is_kept_for_who_typed_it(
    project: Project, manager: Viewer, here: Municipality
) -> None:
    other = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    for text in ("Half", "Bijna af"):
        services.keep_half_way(project.pk, "wat", {"reason": [text]}, by=manager, at=AT)

    found = queries.half_way_of(manager, project.pk)
    assert [(one.step, one.data) for one in found] == [("wat", {"reason": ("Bijna af",)})]
    assert queries.half_way_of(other, project.pk) == ()
    assert queries.half_way_of(anonymous(here.pk), project.pk) == ()
    assert LogRow.objects.filter(what="card_half_way_kept").count() == 1
    services.drop_half_way(project.pk, "wat", by=other, at=AT)
    assert CardDraft.objects.exists()
    services.drop_half_way(project.pk, "wat", by=manager, at=AT)
    assert not CardDraft.objects.exists()


def test_far_too_much_is_not_kept_and_nobody_keeps_nothing(
    project: Project, manager: Viewer, by: Viewer
) -> None:
    with pytest.raises(services.ProgrammeRefused, match="te veel tekst"):
        services.keep_half_way(
            project.pk, "wat", {"reason": ["x" * 300_000]}, by=manager, at=AT
        )
    with pytest.raises(ValueError, match="for a person"):
        services.keep_half_way(project.pk, "wat", {}, by=by, at=AT)

    assert not CardDraft.objects.exists()


def test_money_comes_in_one_go_or_not_at_all(project: Project, by: Viewer) -> None:
    costs = [services.CostDraft(2026, 100), services.CostDraft(2030, 100)]
    coverage = [services.CoverageDraft("Wijkbudget", 2026, 100)]

    with pytest.raises(services.ProgrammeRefused, match="2030 valt daarbuiten"):
        services.add_money(project.pk, costs, coverage, by=by, at=AT)
    assert not project.costs.exists()
    services.add_money(project.pk, costs[:1], coverage, by=by, at=AT)
    assert (project.costs.count(), project.coverage.count()) == (1, 1)


def test_the_card_of_what_is_not_there_has_no_lines(
    project: Project, programme: Programme, here: Municipality
) -> None:
    idea = make_project(programme, decision_id=None)

    assert queries.card_parts(anonymous(here.pk), idea.pk) is None
    assert queries.card_parts(installation(make_municipality().pk), project.pk) is None


def test_a_goal_that_was_renamed_since_is_no_clash(project: Project, by: Viewer) -> None:
    goal = make_goal(project.programme, "Oud")
    change(project, by, goals=[goal.pk])
    start = Project.objects.get(pk=project.pk).version
    type(goal).objects.filter(pk=goal.pk).update(title="Nieuw")
    change(project, by, version=start, goals=[])

    change(project, by, version=start, goals=[goal.pk], reason="Reden")

    assert not project.goal_links.exists()
