"""How what stands in an address is written. Anything else is refused before it is looked up."""

from typing import Annotated, Final

from pydantic import Field

from wijkregie.api.shared.digits import InDigits

CbsCode = Annotated[
    str, Field(pattern=r"^(NL00|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$")
]
OwnCode = Annotated[str, Field(pattern=r"^EG[0-9]{3,9}$")]
AreaCode = Annotated[
    str,
    Field(
        pattern=r"^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|EG[0-9]{3,9})$",
    ),
]
Reference = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}$")]
ProgrammeKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Number = Annotated[int, Field(ge=1, le=2_147_483_647), InDigits]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
DeliveryKey = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}-[0-9]{4}-[0-9]{4}-[0-9]{1,4}$")
]
DESCRIBED: Final = {
    "code": "De code van het gebied, zoals `WK039801`; die van een eigen gebied begint met EG.",
    "gemeente": "Het `id` van een gemeente uit /gemeenten.",
    "sleutel": "De sleutel van een cijfer uit /cijfers, zoals `inhabitants`.",
    "kenmerk": "Het kenmerk van een melding: acht tekens, zonder spatie.",
    "nummer": "Het nummer uit de lijst.",
    "programma": "De sleutel van een programma uit de lijst.",
    "soort": "Waar de draad mee begint.",
    "levering": "De levering die een waarde noemt, zoals `kwb-2017-2017-1`.",
}
