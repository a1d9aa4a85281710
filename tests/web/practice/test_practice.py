"""Share a programme, and borrow of another municipality paragraph by paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.makers.people import make_person, make_role
from tests.makers.places import make_municipality
from tests.makers.practice import OTHERS, make_template, settle
from tests.makers.programme import make_goal, make_goal_indicator, make_programme
from tests.web.control.conftest import log_in
from wijkregie.domain.people.states import Role
from wijkregie.domain.practice.models import Paragraph, Template
from wijkregie.domain.practice.states import Choice
from wijkregie.domain.programme.models import Goal, Programme
from wijkregie.sources.practice import LIMIT, read, write

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


@pytest.fixture
def programme(here: Municipality) -> Programme:
    return make_programme(here, "Samen de wijk", years=(2026, 2090))


@pytest.fixture
def manager(here: Municipality) -> Browser:
    person = make_person(municipality=here)
    make_role(here, Role.DISTRICT_MANAGER, person=person)
    return log_in(person)


@pytest.fixture
def worker(here: Municipality) -> Browser:
    person = make_person(municipality=here)
    make_role(here, Role.COMMUNITY_WORKER, person=person)
    return log_in(person)


@pytest.fixture
def passer_by() -> Browser:
    return log_in(None)


def upload(text: str | bytes, name: str = "elderstad.yaml") -> SimpleUploadedFile:
    raw = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, raw)


def body(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_everyone_takes_a_programme_along_as_a_file(
    programme: Programme, passer_by: Browser
) -> None:
    goal = make_goal(programme, "Meer contact")
    make_goal_indicator(goal, "Kent de buren")
    page = body(passer_by.get(f"/heuvelstad/programma/{programme.key}/delen"))
    assert "De doelenboom (1)" in page
    assert "Wat hier blijft" in page
    answer = passer_by.get(f"/heuvelstad/programma/{programme.key}/delen.yaml")

    found = read(answer.content, file="x")
    assert [one.title for one in found.goals] == ["Meer contact"]
    assert found.municipality == "Heuvelstad"
    assert f'filename="{programme.key}-voorbeeld.yaml"' in answer["Content-Disposition"]
    only = f"/heuvelstad/programma/{programme.key}/delen.yaml?deel=indicatoren&deel=onzin"
    lines = read(passer_by.get(only).content, file="x").indicators
    assert [one.title for one in lines] == ["Kent de buren"]


def test_of_nothing_there_is_no_file(programme: Programme, passer_by: Browser) -> None:
    url = f"/heuvelstad/programma/{programme.key}/delen.yaml?deel=visie"

    assert "heeft het programma nog niets" in body(passer_by.client.get(url, follow=True))
    for path in ("delen", "delen.yaml"):
        assert passer_by.get(f"/heuvelstad/programma/niets/{path}").status_code == 404


def test_a_file_is_read_and_looked_at_by_keyboard_alone(
    programme: Programme, manager: Browser
) -> None:
    page = manager.get("/heuvelstad/overnemen")
    assert "Bestand inlezen" in page.content.decode()
    answer = manager.follow(
        "/heuvelstad/overnemen", programme=programme.pk, file=upload(write(OTHERS))
    )
    assert "0 van 5 stukken zijn bekeken." in answer.content.decode()
    template = Template.objects.get()
    first = Paragraph.objects.earliest("order")
    url = f"/heuvelstad/overnemen/{template.pk}"
    page = body(manager.get(f"{url}/stuk/{first.pk}"))
    assert "Visie · stuk 1 van 5" in page
    assert "Iedereen kent de buren." in page
    answer = manager.follow(f"{url}/stuk/{first.pk}", choice="kept", title="")
    assert "Bewaard. Dit is het volgende stuk." in answer.content.decode()
    assert "stuk 2 van 5" in answer.content.decode()
    programme.refresh_from_db()
    assert programme.vision == "Iedereen kent de buren."


def test_all_paragraphs_are_done_one_after_the_other(
    programme: Programme, manager: Browser
) -> None:
    template = make_template(programme)
    url = f"/heuvelstad/overnemen/{template.pk}"
    sent: dict[str, dict[str, Any]] = {
        "Iedereen kent de buren.": {"choice": "dropped", "reason": "Hebben we al."},
        "Prettig samenleven": {"choice": "kept"},
        "Meer contact": {
            "choice": "changed",
            "title": "Meer contact tussen jong en oud",
            "aims": "jong helpt oud\n\noud vertelt",
            "reason": "Daar schuurt het.",
        },
        "Kent de buren": {"choice": "kept"},
        "Klachten": {"choice": "changed", "title": "Klachten", "unit": "per jaar"},
    }
    answers = []
    rows = list(template.paragraphs.order_by("order"))
    for one in rows:
        fields = sent[one.original["title"]]
        last = Goal.objects.order_by("-pk").first()
        fields["goal"] = last.pk if last and one.kind != "vision" else ""
        answers.append(manager.follow(f"{url}/stuk/{one.pk}", **fields))
    why = "Schrijf op waarom je het hier in andere woorden zegt."
    assert why in answers[-1].content.decode()
    again = sent["Klachten"] | {"reason": "Zo tellen wij."}
    answer = manager.follow(f"{url}/stuk/{rows[-1].pk}", **again)

    page = body(answer)
    assert "Elk stuk is bekeken." in page
    assert "Meer contact tussen jong en oud" in page
    assert "jong helpt oud" in page
    assert "Waarom: Hebben we al." in page
    assert "overgenomen in eigen woorden" in page
    assert Goal.objects.get(title="Meer contact tussen jong en oud").indicators.count() == 2
    table = manager.get(f"{url}/herkomst.csv").content.decode()
    assert "Doel;Meer contact;overgenomen in eigen woorden;Meer contact tussen jong" in table
    assert "van Elderstad, 1 maart 2026;elderstad.yaml" in table


def test_what_is_refused_is_said_and_nothing_is_lost(
    programme: Programme, manager: Browser
) -> None:
    template = make_template(programme)
    goal = template.paragraphs.get(original__title="Meer contact")
    url = f"/heuvelstad/overnemen/{template.pk}/stuk/{goal.pk}"
    assert manager.post(url, title="Anders").status_code == 422
    answer = manager.post(url, choice="changed", title="Iets anders", reason="")

    assert answer.status_code == 422
    assert 'value="Iets anders"' in answer.content.decode()
    assert not Goal.objects.exists()
    assert manager.get(f"/heuvelstad/overnemen/{template.pk}/stuk/999999").status_code == 404
    assert manager.get("/heuvelstad/overnemen/999999").status_code == 404


def test_a_second_time_is_recognised(programme: Programme, manager: Browser) -> None:
    template = make_template(programme)
    settle(template, "Iedereen kent de buren.")
    again = manager.follow(
        "/heuvelstad/overnemen", programme=programme.pk, file=upload(write(OTHERS))
    )
    assert "1 van 5 stukken zijn bekeken." in again.content.decode()
    newer = write(OTHERS).replace("Samen verder", "Samen nog verder")
    manager.follow("/heuvelstad/overnemen", programme=programme.pk, file=upload(newer))

    later = Template.objects.latest("pk")
    page = body(manager.get(f"/heuvelstad/overnemen/{later.pk}"))
    assert "Je nam hetzelfde op 3 maart 2026 al over van Elderstad." in page
    one = later.paragraphs.earliest("order")
    page = body(manager.get(f"/heuvelstad/overnemen/{later.pk}/stuk/{one.pk}"))
    assert "Je nam hetzelfde op 3 maart 2026 al over" in page
    listed = body(manager.get("/heuvelstad/overnemen"))
    assert "Samen nog verder van Elderstad, 1 maart 2026, voor Samen de wijk" in listed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wijkregie_template: 9\n", "rij 1"),
        ("name: [", "Dit is geen goede YAML"),
        (write(OTHERS).replace("Meer contact", "<script>x</script>"), "zonder opmaaktekens"),
        (b"\xff\xfe\x00", "geen leesbare tekst"),
        (b"#" * (LIMIT + 1), "groter dan elk voorbeeld"),
        (b"", "leeg"),
    ],
)
def test_a_bad_file_is_refused_with_its_row(
    programme: Programme, manager: Browser, text: str | bytes, said: str
) -> None:
    answer = manager.post(
        "/heuvelstad/overnemen", programme=programme.pk, file=upload(text, "fout.yaml")
    )

    assert answer.status_code == 422
    assert said in body(answer)
    assert not Template.objects.exists()


def test_of_a_file_full_of_faults_the_first_twenty_are_told(
    programme: Programme, manager: Browser
) -> None:
    head = write(OTHERS).split("vision:")[0]
    many = head + "goals:\n" + "- {id: A}\n" * 30
    answer = manager.post("/heuvelstad/overnemen", programme=programme.pk, file=upload(many))

    assert answer.content.decode().count("rij ") == 20
    assert re.search(r"en nog \d+", body(answer))


def test_a_file_of_the_town_itself_is_refused(programme: Programme, manager: Browser) -> None:
    own = write(OTHERS).replace("GM0999", "GM9398")
    answer = manager.post("/heuvelstad/overnemen", programme=programme.pk, file=upload(own))

    assert answer.status_code == 422
    assert "je eigen gemeente" in body(answer)


def test_who_works_along_reads_and_only_who_steers_borrows(
    programme: Programme, worker: Browser, passer_by: Browser
) -> None:
    template = make_template(programme)
    one = template.paragraphs.earliest("pk")
    url = f"/heuvelstad/overnemen/{template.pk}"
    assert "Alleen de wijkregisseur" in body(worker.get("/heuvelstad/overnemen"))
    assert "Verder" not in body(worker.get(url))
    assert worker.get(f"{url}/stuk/{one.pk}").status_code == 403
    assert worker.get(f"{url}/herkomst.csv").status_code == 200
    for path in (
        "",
        f"/{template.pk}",
        f"/{template.pk}/herkomst.csv",
        f"/{template.pk}/stuk/1",
    ):
        assert "/inloggen" in passer_by.get(f"/heuvelstad/overnemen{path}")["Location"]
    weak = make_person(municipality=programme.municipality)
    make_role(programme.municipality, Role.DISTRICT_MANAGER, person=weak)
    assert "tweede-stap" in log_in(weak, strong=False).get("/heuvelstad/overnemen")["Location"]
    assert passer_by.get("/nederland/overnemen").status_code == 404


def test_without_a_programme_that_runs_nothing_is_read(
    here: Municipality, manager: Browser
) -> None:
    make_programme(here, "Van vroeger", years=(2010, 2011))
    page = body(manager.get("/heuvelstad/overnemen"))

    assert "Bestand inlezen" not in page
    assert "Nog niets" in page


def test_deliberately_open_goals_and_kept_lines_are_told(
    programme: Programme, manager: Browser
) -> None:
    text = write(OTHERS).replace(
        "title: Meer contact", "title: Meer contact\n  open_because: zo"
    )
    manager.follow("/heuvelstad/overnemen", programme=programme.pk, file=upload(text))
    template = Template.objects.get()
    settle(template, "Meer contact", Choice.DROPPED, reason="Niet hier.")

    page = body(manager.get(f"/heuvelstad/overnemen/{template.pk}"))
    assert "bewust open: zo" in page
    assert "aantal, " in page
    assert "Dit opnieuw bekijken" in page
