"""What went wrong, in the form of RFC 9457 (*problem details*)."""

import json
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

MEDIA_TYPE: Final = "application/problem+json"


class Plaats(BaseModel):
    """De parameter waar het om gaat."""

    name: str


class Fout(BaseModel):
    """Eén fout in de vraag: in welke parameter, en wat er zou moeten staan."""

    waar: str = Field(serialization_alias="in")
    location: Plaats
    code: str
    detail: str


class Probleem(BaseModel):
    """Wat er misging, voor mens en machine."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fout]


class Missing(Exception):
    """What was asked for is not there; the message says so to the user of the API."""


_TITLES: Final = {
    400: "De vraag klopt niet",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    412: "De voorwaarde klopt niet",
    429: "Te veel vragen",
    500: "Er ging iets mis bij ons",
    503: "Even niet beschikbaar",
}
_DETAILS: Final = {
    400: "De vraag is niet te lezen.",
    404: "Op dit adres staat niets. Alle adressen staan in /api/v1/openapi.json.",
    405: "Deze API is alleen om te lezen: gebruik GET, HEAD of OPTIONS.",
    412: "Wat je vraagt is intussen veranderd.",
    429: "Je vraagt te veel achter elkaar. Wacht even en vraag het dan opnieuw.",
    500: "De fout is vastgelegd. Vraag het later nog eens.",
    503: "De gegevens zijn nu niet te lezen. Vraag het over een minuut opnieuw.",
}
_FAULTS: Final = {
    "missing": "Deze parameter is nodig.",
    "int_parsing": "Geef een geheel getal, geschreven in de cijfers 0 tot en met 9.",
    "greater_than_equal": "Geef {ge} of meer.",
    "less_than_equal": "Geef {le} of minder.",
    "string_too_short": "Geef minstens {min_length} teken.",
    "string_too_long": "Geef hoogstens {max_length} tekens.",
    "string_pattern_mismatch": "De waarde heeft niet deze vorm: {pattern}",
    "enum": "Kies uit: {expected}.",
    "literal_error": "Geef {expected}.",
    "unknown": "Deze parameter bestaat hier niet.",
    "doubled": "Geef deze parameter één keer.",
}


def problem(status: int, detail: str = "", errors: list[Fout] | None = None) -> HttpResponse:
    """Answer with a problem."""
    told = Probleem(
        type="about:blank",
        title=_TITLES.get(status) or HTTPStatus(status).phrase,
        status=status,
        detail=detail or _DETAILS.get(status) or HTTPStatus(status).description,
        errors=errors or [],
    )
    content = json.dumps(told.model_dump(by_alias=True), ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE)


def fault(where: str, name: str, code: str, **told: Any) -> Fout:
    """Return what is wrong with one parameter, in words."""
    words = _FAULTS.get(code, "Deze waarde kan hier niet.").format_map(told)
    return Fout(waar=where, location=Plaats(name=name), code=code, detail=words)


def refused(errors: list[Fout]) -> HttpResponse:
    """Answer a question with parameters that cannot be, all of them at once."""
    return problem(400, "Kijk bij errors wat er niet klopt.", errors)


def on_invalid(_request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
    """Answer parameters that do not have the form they should have."""
    found = exc.errors if isinstance(exc, ValidationError) else []
    return refused(
        [
            fault(one["loc"][0], str(one["loc"][-1]), one["type"], **one.get("ctx", {}))
            for one in found
        ]
    )


def on_missing(_request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
    """Answer a question for something that is not there."""
    return problem(404, str(exc) if isinstance(exc, Missing) else "")


def on_http_error(_request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
    """Answer what the framework refuses."""
    return problem(exc.status_code if isinstance(exc, HttpError) else 400)
