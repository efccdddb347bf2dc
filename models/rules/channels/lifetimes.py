"""How long a channel's token and its version of the platform's API last, and how long before a person is warned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# Days before its end on which a token is told of, the longest first.
WARNED_BEFORE = (timedelta(days=14), timedelta(days=3))


class TokenLife(StrEnum):
    """What is known of it; nobody told is not the same as lasting."""

    UNKNOWN = ""
    ENDS = "ends"  # at a moment that is stored beside
    LASTS = "lasts"  # until somebody withdraws it
    RENEWED = "renewed"  # by the agent, again and again
    NONE = "none"  # there is none that could end: the office's own gateway


LIFE_WORDS: dict[TokenLife, str] = {
    TokenLife.UNKNOWN: "tidak diketahui",
    TokenLife.LASTS: "sampai dicabut",
    TokenLife.RENEWED: "diperbarui penghubung kanal",
}


def warned_before(left: timedelta) -> timedelta | None:
    """Return the warning a token with so long to live has reached, nothing left included; None where it has time."""
    reached = [span for span in WARNED_BEFORE if left <= span]
    return timedelta(0) if left <= timedelta(0) else min(reached, default=None)


def life(expires_at: datetime | None, *, lasts: bool = False, renewed: bool = False) -> TokenLife:
    """Return what is known of a token from its end, where there is one."""
    if renewed:
        return TokenLife.RENEWED
    if expires_at is not None:
        return TokenLife.ENDS
    return TokenLife.LASTS if lasts else TokenLife.UNKNOWN


_GRAPH, _SOURCE = "Graph API", "https://developers.facebook.com/docs/graph-api/changelog/versions/"
_READ_ON = date(2026, 11, 28)  # when the table below was last compared with its source
VERSION_WARNED_BEFORE = timedelta(days=90)
GRAPH_VERSION = "v25.0"


@dataclass(frozen=True)
class ApiVersion:
    """One version and its last day; `ends` None: the platform has not named it. With source and day of reading."""

    api: str
    version: str
    ends: date | None
    source: str = _SOURCE
    read_on: date | None = _READ_ON


# kind of channel -> the API, and the version the program speaks where the account's setting `version` names none
SPOKEN: dict[str, tuple[str, str]] = {
    "facebook": (_GRAPH, GRAPH_VERSION),
    "instagram": (_GRAPH, GRAPH_VERSION),
    "whatsapp_cloud": (_GRAPH, "v23.0"),
    "x": ("X API", "v2"),
    "tiktok": ("TikTok API for Business", "v1.3"),
}

API_VERSIONS: tuple[ApiVersion, ...] = (
    ApiVersion(_GRAPH, "v18.0", date(2026, 1, 26)),
    ApiVersion(_GRAPH, "v19.0", date(2026, 5, 21)),
    ApiVersion(_GRAPH, "v20.0", date(2026, 9, 24)),
    ApiVersion(_GRAPH, "v21.0", date(2027, 1, 21)),
    ApiVersion(_GRAPH, "v22.0", date(2027, 5, 20)),
    ApiVersion(_GRAPH, "v23.0", date(2027, 10, 8)),
    ApiVersion(_GRAPH, "v24.0", date(2028, 2, 18)),
    ApiVersion(_GRAPH, "v25.0", date(2028, 7, 29)),
    ApiVersion(_GRAPH, "v26.0", None),
    # Of these no list of ends was found: whether there will be one nobody knows.
    ApiVersion("X API", "v2", None, "https://docs.x.com/x-api", None),
    ApiVersion("TikTok API for Business", "v1.3", None, "https://business-api.tiktok.com/portal/docs", None),
)


def version_of(kind: str, settings: Mapping[str, str]) -> str:
    """Return the version that a kind of channel speaks, or the one the office set for the account."""
    api, usual = SPOKEN[kind]
    return (settings.get("version", "").strip().strip("/") if api == _GRAPH else "") or usual


def spoken(kind: str, settings: Mapping[str, str]) -> ApiVersion | None:
    """Return the version an account speaks; None where its kind has no platform. One not listed has no known end."""
    if kind not in SPOKEN:
        return None
    api, version = SPOKEN[kind][0], version_of(kind, settings)
    listed = (row for row in API_VERSIONS if (row.api, row.version) == (api, version))
    return next(listed, ApiVersion(api, version, _before_the_first(api, version)))


def _before_the_first(api: str, version: str) -> date | None:
    """Return the end of the oldest version listed for one still older, which ended before it."""
    oldest = next(row for row in API_VERSIONS if row.api == api)
    return oldest.ends if _number(version) < _number(oldest.version) else None


def _number(version: str) -> float:
    try:
        return float(version.lstrip("v"))
    except ValueError:
        return float("inf")


def ends_soon(row: ApiVersion | None, today: date) -> bool:
    """Whether a version ends within ninety days, or has ended."""
    return row is not None and row.ends is not None and row.ends - today <= VERSION_WARNED_BEFORE
