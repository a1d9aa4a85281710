"""Find personal data in what people write, by rules: no network, no model, no chance.

>>> [str(found.kind) for found in scan("Bel Kees Bakker op 06-12345678.")]
['name', 'phone']
>>> scan("De lantaarn in de Wilhelminastraat 12 is stuk, al sinds 2019.")
()
"""

from wijkregie.core.free_text.kinds import BLOCKING, Found, Kind
from wijkregie.core.free_text.scanning import blocks, scan, warnings

__all__ = ["BLOCKING", "Found", "Kind", "blocks", "scan", "warnings"]
