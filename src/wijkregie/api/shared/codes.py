"""How what stands in an address is written. Anything else is refused before it is looked up."""

from typing import Annotated, Final

from pydantic import Field

CbsCode = Annotated[
    str, Field(pattern=r"^(NL00|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$")
]
OwnCode = Annotated[str, Field(pattern=r"^EG[0-9]{3,9}$")]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
DeliveryKey = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}-[0-9]{4}-[0-9]{4}-[0-9]{1,4}$")
]
DESCRIBED: Final = {
    "code": "De code van het gebied, zoals `WK039801`; die van een eigen gebied begint met EG.",
    "gemeente": "Het `id` van een gemeente uit /gemeenten.",
    "sleutel": "De sleutel van een cijfer uit /cijfers, zoals `inhabitants`.",
    "levering": "De levering die een waarde noemt, zoals `kwb-2017-2017-1`.",
}
