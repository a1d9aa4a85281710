"""Beside the card: notes with a photo, comments of the group, moments to decide."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.places import AT
from tests.web.programme.conftest import make_city
from tests.web.seen import seen
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import ProgressNote, Project, ProjectComment
from wijkregie.kit.viewer import installation
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.programme import paper
from wijkregie.web.programme.desk import Desk

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, "PNG")
    return SimpleUploadedFile("foto.png", drawn.getvalue())


def with_lines(city: City, project: Project) -> Project:
    """A card with something of everything, some of it late."""
    values = {
        "plain": "Elke week\nsamen eten.",
        "activities": [
            services.ActivityDraft("Huren", begins_on=AT.date()),
            services.ActivityDraft("Koken", ends_on=AT.date()),
            services.ActivityDraft("Klaar", "milestone", None, AT.date(), AT.date()),
            services.ActivityDraft("Ooit"),
        ],
        "decision_points": [
            services.PointDraft("gaat het door?", "dan door", on=AT.date()),
            services.PointDraft("in een jaar?", year=2090),
            services.PointDraft("ooit?"),
        ],
        "risks": [services.RiskDraft("regen", 1, 3, "een tent", AT.date())],
        "parties": [services.PartyDraft("Kern8", "holder", hours={project.from_year or 0: 1})],
    }
    edit = services.CardEdit(project.version, values)
    by = installation(city.municipality.pk)
    services.change_card(project.pk, edit, by=by, at=AT)
    return Project.objects.get(pk=project.pk)


def test_residents_read_the_plain_words_first(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = with_lines(city, city.project())

    outside, inside = (seen(one.get(city.card(project))) for one in (passer_by, manager))

    assert outside.faults() == inside.faults() == []
    assert "In gewone woorden Elke week samen eten." in outside.text
    assert outside.text.index("Elke week") < outside.text.index("Planning")
    assert "In gewone woorden Elke week samen eten." in inside.text
    for words in (
        "Huren Vanaf 3 maart 2026",
        "Koken is nog niet klaar Tot en met 3 maart 2026",
        "Klaar klaar op 3 maart 2026 Mijlpaal · 3 maart 2026",
        "Ooit Nog geen dag bekend",
        "Gaat het door? had besloten moeten zijn 3 maart 2026 Dan door",
        "In een jaar? nog te beslissen 2090",
        "Ooit? nog te beslissen nog geen jaar bekend",
        "Regen voorbij sinds 3 maart 2026 Kans: klein. Schade: groot. Wat we doen: een tent",
        "Kern8 1 uur",
    ):
        assert words in outside.text.replace("\u00a0", " "), words


def test_the_sheet_holds_the_lines_too(city: City, passer_by: Browser) -> None:
    project = with_lines(city, city.project())

    sheet = passer_by.get(city.card(project, "/kaart.pdf"))

    assert sheet.content.startswith(b"%PDF-1.7")


def test_the_sheet_ends_each_sentence_once_and_tells_how_it_goes(
    city: City, passer_by: Browser
) -> None:
    project = with_lines(city, city.project())
    by = installation(city.municipality.pk)
    services.add_note(project.pk, services.NoteDraft("De keuken is klaar."), by=by, at=AT)
    request = passer_by.get(city.card(project)).wsgi_request
    scope = scope_of(request, city.municipality.slug)
    desk = Desk(request, scope, viewer_of(request, scope))
    shown = queries.project_seen(desk.viewer, project.pk)
    parts = queries.card_parts(desk.viewer, project.pk)
    assert shown is not None
    assert parts is not None

    told = dict(paper.values(desk, shown, parts, on=AT.date())["sections"])

    assert "Gaat het door? 3 maart 2026. Dan door. Nog te beslissen." in told["Beslismomenten"]
    assert told["Hoe het gaat"] == ["3 maart 2026: De keuken is klaar."]


def test_a_note_with_a_photo_stands_on_the_card(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    project = city.project()
    url = city.card(project, "/voortgang")
    assert seen(worker.get(url)).faults() == []

    saved = worker.post(url, text="De keuken is klaar.", photo=photo(), shows="een keuken")
    page = seen(passer_by.get(city.card(project)))

    note = ProgressNote.objects.get()
    assert saved["Location"] == f"{city.card(project)}#voortgang"
    assert "De keuken is klaar." in page.text
    assert 'alt="een keuken"' in page.html
    assert "Wim Werker" not in page.html
    assert seen(worker.get(city.card(project))).text.count("Wim Werker") > 1
    shown = passer_by.get(city.card(project, f"/voortgang/{note.pk}/foto"))
    assert shown["Content-Type"] in {"image/webp", "image/png"}
    assert shown["Cache-Control"] == "private, no-store"
    assert "sandbox" in shown["Content-Security-Policy"]


def test_the_photo_of_an_idea_is_not_there_for_a_passer_by(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    idea = city.project(decision_id=None)
    other = make_city("Dalstad", "GM9399").project()
    worker.post(city.card(idea, "/voortgang"), text="Kijk.", photo=photo(), shows="een keuken")
    note = ProgressNote.objects.get()

    assert passer_by.get(city.card(idea, f"/voortgang/{note.pk}/foto")).status_code == 404
    assert worker.get(city.card(idea, f"/voortgang/{note.pk}/foto")).status_code == 200
    assert worker.get(city.card(other, f"/voortgang/{note.pk}/foto")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Dit veld is verplicht."),
        ({"text": "x" * 1_000_000}, "niet meer dan 2000 tekens"),
        ({"text": "Bel 06-12345678"}, "telefoonnummer"),
        ({"text": "Kijk.", "photo": b"MZ", "shows": "iets"}, "niet als afbeelding lezen"),
        ({"text": "Kijk.", "photo": b"x" * 6_000_000, "shows": "iets"}, "groter dan 5 MB"),
        ({"text": "Kijk.", "photo": None}, "wat er op de foto staat"),
    ],
)
def test_a_note_that_cannot_be_says_why(
    fields: dict[str, Any], said: str, city: City, worker: Browser, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 5 * 1024 * 1024
    if "photo" in fields:
        content = fields["photo"]
        upload = photo() if content is None else SimpleUploadedFile("x.png", content)
        fields = fields | {"photo": upload}

    page = worker.post(city.card(city.project(), "/voortgang"), **fields)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not ProgressNote.objects.exists()


def test_a_note_is_taken_away(city: City, worker: Browser) -> None:
    project = city.project()
    worker.post(city.card(project, "/voortgang"), text="Bezig.")
    note = ProgressNote.objects.get()
    url = city.card(project, f"/voortgang/{note.pk}")

    assert seen(worker.get(url)).faults() == []
    assert worker.get(city.card(project, "/voortgang/999999")).status_code == 404
    worker.post(url)

    assert not ProgressNote.objects.exists()


def test_the_group_talks_and_the_public_does_not_hear(
    city: City, passer_by: Browser, worker: Browser, manager: Browser
) -> None:
    project = city.project()
    url = city.card(project, "/reactie")
    assert seen(worker.get(url)).faults() == []

    worker.post(url, text="De sleutel ligt bij Kern8.")
    refused = worker.post(url, text="Bel mij: 06-12345678")

    assert refused.status_code == 422
    assert "telefoonnummer" in refused.content.decode()
    comment = ProjectComment.objects.get()
    inside = seen(manager.get(city.card(project)))
    assert "De sleutel ligt bij Kern8." in inside.text
    assert "Terugnemen" not in inside.text
    assert "sleutel" not in passer_by.get(city.card(project)).content.decode()
    assert passer_by.get(url).status_code == 302
    back = city.card(project, f"/reactie/{comment.pk}")
    assert passer_by.get(back).status_code == 302
    assert manager.get(back).status_code == 404
    assert seen(worker.get(back)).faults() == []
    worker.post(back)
    assert not ProjectComment.objects.exists()


def test_what_was_decided_on_the_way_is_written_down(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    project = with_lines(city, city.project())
    point = project.decision_points.get(question="gaat het door?")
    url = city.card(project, f"/beslismoment/{point.pk}")

    page = worker.get(url)
    late = worker.post(url, outcome="Ja", decided_on="2090-01-01")
    worker.post(url, outcome="Het gaat door.", decided_on="2026-03-03")

    assert seen(page).faults() == []
    assert "moet nog komen" in late.content.decode()
    card = seen(passer_by.get(city.card(project))).text
    assert "Besloten op 3 maart 2026: Het gaat door." in card
    assert worker.get(url)["Location"] == city.card(project, "#beslismomenten")
    assert "al besloten" in worker.get(city.card(project)).content.decode()
    assert worker.get(city.card(project, "/beslismoment/999999")).status_code == 404
    assert passer_by.get(url).status_code == 302


def test_of_a_project_that_ended_no_moment_is_offered_to_settle(
    city: City, worker: Browser
) -> None:
    project = with_lines(city, city.project())
    point = project.decision_points.get(question="gaat het door?")
    url = city.card(project, f"/beslismoment/{point.pk}")
    services.stop(project.pk, "er kwam niemand", by=installation(city.municipality.pk), at=AT)

    assert worker.get(url)["Location"] == city.card(project)
    assert url not in worker.get(city.card(project)).content.decode()
    sent = {"outcome": "Ja", "decided_on": "2026-03-03"}
    assert worker.post(url, **sent).status_code == 422


def test_beside_the_card_of_another_wijk_one_writes_nothing(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    far = city.project(area_ids=(city.other_area.pk,))

    for path in ("/voortgang", "/voortgang/1", "/beslismoment/1"):
        assert worker.post(city.card(far, path), text="x").status_code == 403
        assert passer_by.post(city.card(far, path), text="x").status_code == 302
