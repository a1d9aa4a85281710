"""A fund played in a real browser: its plans, its vote on screens and paper, its count."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser.stage import ID, noon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.browser.stage import Stage
    from wijkregie.domain.people.models import Person

_LINK = re.compile(r"/volgen/([^/]+)/voorstel")


@dataclass
class Fund:
    """A fund that is played: its round, who runs it, and who looks at plans."""

    stage: Stage
    manager: Person
    second: Person
    id: str = ""
    round: str = ""

    def at(self, path: str = "") -> str:
        return f"budgetronde/{self.round}{path and '/'}{path}"

    def start(self, case: str, name: str) -> None:
        """Start as a town did, on the first day."""
        self.stage.as_(self.manager)
        self.stage.go(f"budget/zoals/{case}")
        owner = next(
            value for value in self.stage.choices("owner").values() if value.startswith("role:")
        )
        first = self.stage.day(0).date().isoformat()
        self.stage.as_(self.manager)
        path = f"budget/zoals/{case}"
        self.stage.send(path, name=name, owner=owner, first_day=first)
        self.id = self.stage.number
        links = self.stage.page.locator("main a[href*='/budgetronde/']")
        found = ID.search(links.first.get_attribute("href") or "")
        assert found is not None
        self.round = found[1]

    def propose(self, title: str, cost: str) -> str:
        """Let a resident propose a plan and hand it in by the own link; return its page."""
        self.stage.as_(None)
        self.stage.go(self.at("voorstel/nieuw"))
        theme = next(one for one in self.stage.choices("theme").values() if one)
        self.stage.send(
            "",
            title=title,
            plan=f"{title}: zo maken we de buurt samen beter.",
            theme=theme,
            cost=cost,
            hear_back="none",
        )
        link = _LINK.search(self.stage.page.url)
        assert link is not None, self.stage.text
        return link[1]

    def hand_in(self, link: str) -> None:
        self.stage.send(f"volgen/{link}/voorstel/indienen")

    def publish(self) -> list[str]:
        """Let the manager read every plan and publish it; return their pages."""
        self.stage.as_(self.manager)
        self.stage.go(self.at("voorstellen"))
        rows = self.stage.page.locator("main a[href*='/voorstel/']")
        hrefs = [one.get_attribute("href") or "" for one in rows.all()]
        plans = list(dict.fromkeys(one for one in hrefs if not one.endswith("/nieuw")))
        for plan in plans:
            self.stage.send(f"{plan}/openbaar")
        return plans

    def check(self, plan: str, kinds: Sequence[str]) -> None:
        """Ask the manager to look at each of these, and answer yes."""
        for kind in kinds:
            asked = {"kind": kind, "asked": f"person:{self.manager.pk}"}
            self.stage.send(f"{plan}/vraag-toets", **asked)
            answer = self.stage.page.locator("main a[href*='/toets/']").first
            self.stage.send(str(answer.get_attribute("href")), verdict="yes")

    def plans(
        self, days: Sequence[int], kinds: Sequence[str], costs: Sequence[tuple[str, str]]
    ) -> list[str]:
        """Bring plans from an idea to the day on which a vote is declared."""
        _first, ideas, check, prices, *_later = days
        self.stage.day(ideas)
        for link in [self.propose(*one) for one in costs]:
            self.hand_in(link)
        found = self.publish()
        assert len(found) == len(costs)
        self.stage.day(check)
        self.stage.as_(self.manager)
        for plan in found:
            self.check(plan, kinds)
        self.stage.day(prices)
        self.stage.as_(self.manager)
        return found

    def declare(self, folder: Path, letters: int, **who: Any) -> list[str]:
        """Settle who may vote, make letters, freeze the vote; return the codes of letters."""
        self.stage.send(self.at("wie-mag-stemmen"), **who)
        codes = self.letters(folder, letters)
        self.stage.send(self.at("tellen/vastleggen"))
        return codes

    def letters(self, folder: Path, number: int) -> list[str]:
        """Upload a list of invented addresses, and return the codes of its letters."""
        rows = [f"Laan {one};1234 AB;Heuvelstad" for one in range(1, number + 1)]
        file = folder / "lijst.csv"
        file.write_text("\n".join(["adresregel 1;postcode;plaats", *rows]), encoding="utf-8")
        self.stage.go(self.at("stemlijst"))
        page = self.stage.page
        page.locator("main [name=file]").set_input_files(file)
        self.stage.fill("shape", "csv")
        with page.expect_download() as waiting:
            page.locator("main form button[type=submit]").first.click()
        made = folder / "codes.csv"
        waiting.value.save_as(made)
        with made.open(encoding="utf-8-sig") as lines:
            table = list(csv.DictReader(lines, delimiter=";"))
        return [row["code"] for row in table]

    def vote(self, code: str, *plans: str) -> None:
        """Let somebody vote with the code of a letter."""
        self.stage.as_(None)
        choice = list(plans) if len(plans) > 1 else plans[0]
        self.stage.send(self.at("stemmen"), "nakijken", plans=choice, code=code)
        self.stage.send("", "stem uitbrengen")
        assert "Je stem is binnen" in self.stage.text

    def give(self, code: str, **amounts: str) -> str:
        """Let a household give coins; return what its page said of its purse."""
        self.stage.as_(None)
        purse = self.stage.send(self.at("stemmen"), code=code)
        self.stage.send("", "nakijken", **amounts)
        self.stage.send("", "stem uitbrengen")
        return purse

    def paper(self, codes: list[str], sheets: Sequence[str]) -> None:
        """Book letters, let two workers read the pile, settle what differs, and pour it.

        The second worker reads nothing on the last sheet, so that both look at it once more:
        what one of the two writes down holds when the other writes down the same.
        """
        stage = self.stage
        stage.as_(self.manager)
        for _sheet in sheets:
            stage.send(self.at("papier"), "boeken", code=codes.pop())
        stage.send(self.at("papier"), name="Buurthuis", sheets=len(sheets))
        pile = stage.page.url
        numbered = [(f"{pile}/stem/{at}", plan) for at, plan in enumerate(sheets, start=1)]
        for sheet, plan in numbered:
            stage.send(sheet, plans=plan)
        stage.as_(self.second)
        for sheet, plan in numbered[:-1]:
            stage.send(sheet, plans=plan)
        last, plan = numbered[-1]
        stage.send(last)
        assert "Verschillend gelezen" in stage.go(pile)
        stage.send(f"{last}/vaststellen", plans=plan)
        assert "Verschillend gelezen" in stage.go(pile)
        stage.as_(self.manager)
        stage.send(f"{last}/vaststellen", plans=plan)
        stage.send(pile)

    def tell(self) -> None:
        """Count the votes and publish the outcome, by the role of the manager."""
        stage = self.stage
        stage.send(self.at("tellen/nu"))
        stage.go(self.at("tellen/bekendmaken"))
        roles = [one for one in stage.choices("body").values() if one.startswith("role:")]
        decided = {"mandate": "Begroting", "reason": "Zo kozen de bewoners."}
        on = noon(stage.today).date().isoformat()
        stage.send("", body=roles[0], taken_on=on, **decided)

    def recount(self, folder: Path) -> None:
        """Name an auditor, fetch the files as they, and let anybody's browser count again."""
        stage, page = self.stage, self.stage.page
        stage.as_(self.manager)
        stage.send(self.at("tellen/openbaar"), auditors=[str(self.second.pk)])
        stage.as_(self.second)
        stage.go(self.at("tellen/stembiljetten"))
        with page.expect_download() as waiting:
            page.locator("main form button").first.click()
        waiting.value.save_as(folder / "stembiljetten.json")
        stage.go(self.at("natellen"))
        with page.expect_download() as waiting:
            page.locator("main a[href$='telbestand.json']").first.click()
        waiting.value.save_as(folder / "telbestand.json")
        stage.as_(None)
        stage.go(self.at("natellen"))
        page.locator("#natellen-audit").set_input_files(folder / "telbestand.json")
        page.locator("#natellen-ballots").set_input_files(folder / "stembiljetten.json")
        page.locator("[data-chosen]").click()
        self.sound()

    def sound(self) -> None:
        """Wait until this page says that the outcome is right."""
        said = self.stage.page.locator("#natellen-uitslag")
        said.get_by_text("klopt").first.wait_for()
        assert "klopt niet" not in said.inner_text()
