"""HTTP statuses as errors for the agent: the platform's rows first, then the general ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from models.rules.core.moments import naive_utc
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.errors import (
    ConnectorError,
    CursorRefused,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connector_kit.http import Answer


@dataclass(frozen=True)
class Outcome:
    """One row: what these statuses, with this pattern in the body (small letters), mean on a read and on a send."""

    statuses: range
    says: str
    on_read: type[ConnectorError]
    on_send: type[ConnectorError]
    reason: str


def just(status: int) -> range:
    """Return one status as a range."""
    return range(status, status + 1)


# channels.md §0.4 and reliability §2.2 F21–F27, F50; the first row that fits decides.
GENERAL: tuple[Outcome, ...] = (
    Outcome(just(401), "", SignInNeeded, SignInNeeded, "Kunci kanal ditolak. Perbarui kunci pada pengaturan kanal."),
    Outcome(just(403), "", SignInNeeded, SignInNeeded, "Izin kanal ditolak. Periksa kunci dan izinnya."),
    Outcome(just(429), "", TryLater, TryLater, "Kanal meminta menunggu karena terlalu banyak permintaan."),
    Outcome(just(408), "", TryLater, OutcomeUnknown, "Kanal terlalu lama menjawab."),
    Outcome(just(409), "", TryLater, OutcomeUnknown, "Kanal menyebut kiriman ini ganda; sedang dipastikan."),
    Outcome(just(410), "", CursorRefused, Refused, "Kanal tidak mengenal lagi posisi bacaan; dibaca ulang."),
    Outcome(range(300, 400), "", NotThePlatform, OutcomeUnknown, "Bukan jawaban platform. Periksa internet gateway."),
    Outcome(range(400, 500), "", TryLater, Refused, "Permintaan ditolak kanal."),
    Outcome(range(500, 600), "", TryLater, OutcomeUnknown, "Kanal sedang terganggu."),
)


def check_status(answer: Answer, rows: Iterable[Outcome] = ()) -> None:
    """Raise what the first fitting row says, with the time the platform states; do nothing for a 2xx."""
    if 200 <= answer.status < 300:
        return
    said = _said(answer)[:20_000].lower()
    for row in (*rows, *GENERAL):
        if answer.status in row.statuses and re.search(row.says, said):
            raise _raised(row.on_send if answer.sends else row.on_read, row.reason, answer)
    raise _raised(OutcomeUnknown if answer.sends else NotThePlatform, "Jawaban kanal tidak dikenal.", answer)


def _said(answer: Answer) -> str:
    """Return what the platform says, without the request that it repeats: WAHA's 500 quotes the text we sent."""
    text = answer.text()
    try:
        body = strict_json.parse(text)
    except strict_json.NotJson:
        return text
    if not isinstance(body, dict) or "request" not in body:
        return text
    return strict_json.write({name: value for name, value in body.items() if name != "request"})


def retry_after(answer: Answer, now: datetime | None = None) -> float | None:
    """Return Retry-After in seconds; a date counts from the answer's own Date, else from `now` (naive UTC)."""
    stated = answer.headers.get("retry-after", "").strip()
    if stated.replace(".", "", 1).isdigit():
        return float(stated)
    until = _http_date(stated)
    since = _http_date(answer.headers.get("date", "")) or now
    if until is None or since is None:
        return None
    return max((until - since).total_seconds(), 0.0)


def _http_date(text: str) -> datetime | None:
    try:
        return naive_utc(parsedate_to_datetime(text)) if text else None
    except (ValueError, TypeError):
        return None


def _raised(kind: type[ConnectorError], reason: str, answer: Answer) -> ConnectorError:
    sentence = f"{reason} (kode {answer.status})"
    if issubclass(kind, TryLater):
        return kind(sentence, retry_after(answer))
    return kind(sentence)
