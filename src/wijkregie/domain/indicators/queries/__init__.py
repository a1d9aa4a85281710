"""Every list of figures, as far as a viewer may see them."""

from wijkregie.domain.indicators.queries.apart import apart
from wijkregie.domain.indicators.queries.catalogue import (
    Delivery,
    deliveries,
    editions,
    indicator,
    indicators_visible_to,
    last_periods,
    latest_imports,
    measured,
    theme_names,
)
from wijkregie.domain.indicators.queries.country import (
    CountryFigures,
    country_edition,
    country_figures,
    country_values,
)
from wijkregie.domain.indicators.queries.drawn import draw, ground_of, land
from wijkregie.domain.indicators.queries.history import Point
from wijkregie.domain.indicators.queries.latest import latest_of
from wijkregie.domain.indicators.queries.measuring import (
    MeasurementSeen,
    PlannedAreaSeen,
    WaveListed,
    WaveSeen,
    may_plan,
    wave_of_area,
    wave_of_line,
    wave_seen,
    waves_seen,
    waves_visible_to,
)
from wijkregie.domain.indicators.queries.own import OwnIndicatorSeen, own_indicators
from wijkregie.domain.indicators.queries.peer_table import (
    PeerRow,
    PeerTable,
    has_peers,
    may_choose_peers,
    peer_table,
)
from wijkregie.domain.indicators.queries.peers import (
    NO_PEERS,
    Criterion,
    PeerSet,
    PeerWishes,
    peer_wishes,
    peers_of,
)
from wijkregie.domain.indicators.queries.profile import Line, profile
from wijkregie.domain.indicators.queries.questions import QuestionKnown, questions_known
from wijkregie.domain.indicators.queries.seen import FigureSeen
from wijkregie.domain.indicators.queries.spread import (
    Choice,
    Spread,
    SpreadRow,
    choices,
    nationwide,
    ranked,
    spread,
    values_through_years,
)
from wijkregie.domain.indicators.queries.standing import (
    Standing,
    standings,
    strengths_and_weaknesses,
)
from wijkregie.domain.indicators.queries.versions import Version, versions

__all__ = [
    "NO_PEERS",
    "Choice",
    "CountryFigures",
    "Criterion",
    "Delivery",
    "FigureSeen",
    "Line",
    "MeasurementSeen",
    "OwnIndicatorSeen",
    "PeerRow",
    "PeerSet",
    "PeerTable",
    "PeerWishes",
    "PlannedAreaSeen",
    "Point",
    "QuestionKnown",
    "Spread",
    "SpreadRow",
    "Standing",
    "Version",
    "WaveListed",
    "WaveSeen",
    "apart",
    "choices",
    "country_edition",
    "country_figures",
    "country_values",
    "deliveries",
    "draw",
    "editions",
    "ground_of",
    "has_peers",
    "indicator",
    "indicators_visible_to",
    "land",
    "last_periods",
    "latest_imports",
    "latest_of",
    "may_choose_peers",
    "may_plan",
    "measured",
    "nationwide",
    "own_indicators",
    "peer_table",
    "peer_wishes",
    "peers_of",
    "profile",
    "questions_known",
    "ranked",
    "spread",
    "standings",
    "strengths_and_weaknesses",
    "theme_names",
    "values_through_years",
    "versions",
    "wave_of_area",
    "wave_of_line",
    "wave_seen",
    "waves_seen",
    "waves_visible_to",
]
