"""The OpenAPI description: what ninja makes of the code, and what holds for every address."""

import json
import re
from email.utils import parseaddr
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from wijkregie.api.shared.codes import DESCRIBED
from wijkregie.api.shared.door import VERSION
from wijkregie.api.shared.links import base
from wijkregie.api.shared.problems import MEDIA_TYPE, Probleem

DESCRIPTION: Final = """\
Openbare gegevens over gemeenten, wijken, buurten en gebieden die een gemeente zelf maakte:
wat er gemeten is, met eenheid, bron, periode, indeling en levering; wat er gemeld, besproken,
besloten en gedaan is, met reden en geld. Alleen om te lezen, zonder aanmelden. Namen van mensen
staan er niet in. De API volgt de NL API Design Rules 2.1.

Voor de gegevens geldt de licentie van hun bron: die van het CBS staan onder CC BY 4.0.
"""
_PROBLEMS: Final = {
    "400": "De vraag klopt niet",
    "404": "Niet gevonden",
    "405": "Dit kan hier niet",
    "429": "Te veel vragen",
    "500": "Er ging iets mis bij ons",
    "503": "Even niet beschikbaar",
}
_VERSION_HEADER: Final = {
    "API-Version": {
        "description": "De volledige versie van de API.",
        "required": True,
        "schema": {"type": "string", "const": VERSION},
    }
}


class PublicAPI(NinjaAPI):
    """The API with everything in its description that the design rules ask for."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,  # noqa: ARG002 - of ninja; ours is fixed
        path_params: dict[str, Any] | None = None,  # noqa: ARG002 - there are none
    ) -> OpenAPISchema:
        """Return the description; its addresses are relative to that of the server."""
        return self.described

    @cached_property
    def described(self) -> OpenAPISchema:
        """The description, made once: it does not change while the server runs."""
        schema = super().get_openapi_schema(path_prefix="")
        schema["servers"] = [{"url": base()}]
        schema["info"] |= _about()
        parts = schema["components"]
        parts["schemas"][Probleem.__name__] = _problem_schema(parts["schemas"])
        parts["responses"] = {f"Probleem{code}": _problem(code) for code in _PROBLEMS}
        for path in schema["paths"].values():
            for operation in path.values():
                _complete(operation)
        _prune(schema)
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name made of the address, such as ``leesGebiedenCode``."""
        return "lees" + "".join(word.title() for word in re.findall("[a-z]+", operation.path))


def _about() -> dict[str, Any]:
    _name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return {
        "contact": {
            "name": "Beheer van de Wijkregie-API",
            "url": f"{settings.WIJKREGIE_URL.rstrip('/')}/api/",
            "email": email,
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    made = Probleem.model_json_schema(
        by_alias=True, mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schemas.update(made.pop("$defs"))
    made["required"].remove("errors")  # what stands before us refuses in fewer words
    return made


def _problem(code: str) -> dict[str, Any]:
    return {
        "description": _PROBLEMS[code],
        "headers": {"API-Version": {**_VERSION_HEADER["API-Version"], "required": False}},
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Probleem.__name__}"}}
        },
    }


def _complete(operation: dict[str, Any]) -> None:
    """Add to an operation the headers of its answer and the ways in which it can go wrong."""
    answers = {str(code): answer for code, answer in operation["responses"].items()}
    for answer in answers.values():
        answer["headers"] = _VERSION_HEADER | answer.get("headers", {})
        answer["description"] = "Het antwoord"
    for parameter in operation["parameters"]:
        _without_nothing(parameter)
        parameter.setdefault("description", DESCRIBED.get(parameter["name"]))
    for code in _PROBLEMS:
        answers[code] = {"$ref": f"#/components/responses/Probleem{code}"}
    operation["responses"] = answers


def _without_nothing(parameter: dict[str, Any]) -> None:
    """Take out that a parameter may be null: in an address it is given, or it is not."""
    schema = parameter["schema"]
    given = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
    parameter["schema"] = {**schema, **(given[0] if given else {})}
    parameter["schema"].pop("description", None)
    parameter["schema"].pop("title", None)


def _prune(schema: OpenAPISchema) -> None:
    """Take out the shapes that nothing points at, such as the groups of parameters."""
    shapes = schema["components"]["schemas"]
    used: set[str] = set()
    seen = {Probleem.__name__, *_pointed_at(schema["paths"])}
    while seen - used:
        used |= seen
        seen = _pointed_at([shapes[name] for name in used])
    schema["components"]["schemas"] = {name: shapes[name] for name in shapes if name in used}


def _pointed_at(part: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(part, default=str)))
