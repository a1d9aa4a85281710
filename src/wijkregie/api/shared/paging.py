"""Lists come in pages, with links to the pages around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeVar
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from wijkregie.api.shared.digits import InDigits
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import Shape, Verwijzing

MOST_PAGES: Final = 1_000_000
Row = TypeVar("Row")
Item = TypeVar("Item")


PageNumber = Annotated[int, Field(ge=1, le=MOST_PAGES), InDigits]
PageSize = Annotated[int, Field(ge=1, le=100), InDigits]
LargePageSize = Annotated[int, Field(ge=1, le=2000), InDigits]
Year = Annotated[int, Field(ge=1995, le=2100), InDigits]


class Bladeren(BaseModel):
    """Which page of a list, and how long a page is."""

    pagina: PageNumber = Field(default=1, description="De hoeveelste pagina.")
    pagina_grootte: PageSize = Field(
        default=20, alias="paginaGrootte", description="Hoeveel er op een pagina staan."
    )


class PaginaVerwijzingen(Shape):
    """De pagina's om deze heen; `prev` en `next` ontbreken aan het begin en het eind."""

    self_: Verwijzing = Field(serialization_alias="self")
    first: Verwijzing
    prev: Verwijzing | None
    next: Verwijzing | None
    last: Verwijzing


class Pagina(Shape, Generic[Item]):
    """Een pagina van een lijst."""

    resultaten: list[Item]
    pagina: int
    pagina_grootte: int
    totaal: int = Field(description="Hoeveel er op alle pagina's samen staan.")
    links: PaginaVerwijzingen = Field(serialization_alias="_links")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """The rows of one page, and what to say of the page."""

    rows: list[Row]
    number: int
    size: int
    total: int
    links: PaginaVerwijzingen

    def told(self) -> dict[str, Any]:
        """Return what the page says of itself."""
        return {
            "pagina": self.number,
            "pagina_grootte": self.size,
            "totaal": self.total,
            "links": self.links,
        }


def cut(
    found: QuerySet[Row] | Sequence[Row],  # type: ignore[type-var] # rows of any table
    wanted: Bladeren,
    request: HttpRequest,
    response: HttpResponse,
) -> Cut[Row]:
    """Take the wanted page, and put the links to the pages around in the answer's header.

    Two queries of a selection: the count and the page. Raises ``Missing`` beyond the end.
    """
    total = found.count() if isinstance(found, QuerySet) else len(found)
    last = max(1, -(-total // wanted.pagina_grootte))
    if wanted.pagina > last:
        raise Missing(f"Zoveel pagina's zijn er niet. De laatste is pagina {last}.")
    start = (wanted.pagina - 1) * wanted.pagina_grootte
    links = _links(request, wanted.pagina, last)
    response["Link"] = ", ".join(
        f'<{link["href"]}>; rel="{rel}"'
        for rel, link in links.model_dump(by_alias=True, exclude_none=True).items()
        if rel != "self"
    )
    rows = list(found[start : start + wanted.pagina_grootte])
    return Cut(rows, wanted.pagina, wanted.pagina_grootte, total, links)


def _links(request: HttpRequest, number: int, last: int) -> PaginaVerwijzingen:
    def to(page: int) -> Verwijzing:
        asked = urlencode({**request.GET.dict(), "pagina": page})
        start = settings.WIJKREGIE_URL.rstrip("/")
        return Verwijzing(href=f"{start}{quote(request.path)}?{asked}")

    return PaginaVerwijzingen(
        self_=to(number),
        first=to(1),
        prev=to(number - 1) if number > 1 else None,
        next=to(number + 1) if number < last else None,
        last=to(last),
    )
