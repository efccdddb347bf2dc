"""Meta's error codes and subcodes as rows: what the agent does next, for Facebook and Instagram alike."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NoReturn

from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connector_kit.graph_usage import wait_seconds
from sync_agent.connector_kit.http import Answer
from sync_agent.connector_kit.outcomes import check_status, retry_after


class ObjectTrouble(TryLater):
    """The platform cannot give this object now: skip it, go on with the others, ask again later."""


class AskedWrong(ObjectTrouble):
    """The platform rejects this question: a cursor it forgot, or a field this token may not see."""


class NotThere(AskedWrong):
    """The object is gone, or we may not see it."""


@dataclass(frozen=True)
class GraphRow:
    """One row: what these codes mean, with one of these subcodes, or with any if none is named."""

    codes: Collection[int]
    subcodes: Collection[int]
    on_read: type[ConnectorError]
    on_send: type[ConnectorError]
    reason: str


_ANY: tuple[int, ...] = ()
_TOKEN = "Token Meta tidak berlaku lagi. Buat token baru, lalu isikan pada pengaturan kanal."
_MANY = "Meta meminta menunggu karena kuota panggilan habis."


def _both(codes: Collection[int], subcodes: Collection[int], kind: type[ConnectorError], reason: str) -> GraphRow:
    return GraphRow(codes, subcodes, kind, kind, reason)


# channels.md §2, after developers.facebook.com/docs/graph-api/guides/error-handling and
# /docs/messenger-platform/error-codes; the first row that fits decides, so subcodes stand before their code.
ROWS: tuple[GraphRow, ...] = (
    _both((190,), (492,), SignInNeeded, "Peran di Halaman dicabut. Minta pengelola Halaman mengembalikannya."),
    _both((190,), (460,), SignInNeeded, f"Kata sandi akun Meta diganti. {_TOKEN}"),
    _both((190,), (458,), SignInNeeded, f"Aplikasi dilepas dari akun Meta. {_TOKEN}"),
    _both((190, 102), _ANY, SignInNeeded, _TOKEN),
    # 24 hours after the citizen's last message (7 days with HUMAN_AGENT); 2534022 is Instagram's number for it.
    GraphRow((10,), (2018278, 2534022), TryLater, WindowClosed, "Batas waktu menjawab di platform ini sudah lewat."),
    GraphRow((10,), (2018108,), ObjectTrouble, Refused, "Orang ini tidak dapat menerima pesan dari kantor."),
    GraphRow((551,), _ANY, ObjectTrouble, Refused, "Orang ini tidak dapat menerima pesan dari kantor."),
    _both(
        (200,),
        (2534041,),
        SignInNeeded,
        "Akses pesan Instagram dimatikan. Nyalakan 'Izinkan akses ke pesan' di setelan akun Instagram kantor.",
    ),
    # A permission unused for 90 days is withdrawn; without App Review it was never there.
    _both((3, 10, *range(200, 300)), _ANY, SignInNeeded, "Izin Meta kurang atau dicabut. Periksa izin aplikasinya."),
    GraphRow((100,), (33, 2018001, 2534014), NotThere, Refused, "Meta tidak menemukan tujuan ini (terhapus?)."),
    GraphRow((100,), _ANY, AskedWrong, Refused, "Meta menolak isi permintaan ini."),
    # 341 and the other 800xx are the same word for other products; calling on makes the wait longer.
    _both((4, 17, 32, 341, 613, *range(80000, 80015)), _ANY, TryLater, _MANY),
    # Of private replies: once per comment, and only to comments Meta lets us answer so (php-graph-sdk#568).
    GraphRow(
        range(10900, 10904), _ANY, TryLater, Refused, "Komentar ini sudah dijawab lewat pesan, atau tidak dapat lagi."
    ),
    _both((368,), _ANY, SignInNeeded, "Meta memblokir akun ini karena kebijakan. Buka akun dan ikuti petunjuknya."),
    # The same text again: probably our own first try (F50).
    GraphRow((506,), _ANY, TryLater, OutcomeUnknown, "Meta menyebut kiriman ini ganda; sedang dipastikan."),
    _both((1705,), _ANY, SignInNeeded, "Token ini milik orang, bukan Halaman. Isikan token Halaman."),
    # Code 2 may also mean that the person blocked us; nobody can tell.
    GraphRow((1, 2), _ANY, ObjectTrouble, OutcomeUnknown, "Meta sedang terganggu."),
)
_TRANSIENT = GraphRow(_ANY, _ANY, TryLater, OutcomeUnknown, "Meta sedang terganggu.")
_STRANGE = GraphRow(_ANY, _ANY, TryLater, OutcomeUnknown, "Meta menjawab dengan galat yang tidak dikenal.")


def checked(answer: Answer) -> dict[str, Any]:
    """Return the body of a successful answer; raise what an error means, even one with HTTP 200.

    Raises NotThePlatform or OutcomeUnknown where the answer is not Meta's.
    """
    body = _object(answer)
    error = body.get("error") if body is not None else None
    if isinstance(error, dict):
        _raise(error, answer)
    check_status(answer)
    if body is None:
        answer.unreadable()
    return body


def check_listing(answer: Answer) -> tuple[list[tuple[Any, str | None]], dict[str, Any]]:
    """Return a list's items, each whole or as text where it cannot be read, and its page. Raises as checked()."""
    if not 200 <= answer.status < 300:
        checked(answer)
    page, items = answer.json_page("data")
    if "data" not in page:
        checked(answer)
        answer.unreadable()
    return items, page


def _object(answer: Answer) -> dict[str, Any] | None:
    try:
        body = strict_json.parse(answer.text())
    except strict_json.NotJson:
        return None
    return body if isinstance(body, dict) else None


def _raise(error: dict[str, object], answer: Answer) -> NoReturn:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    row = _row(code, subcode)
    if row is None and error.get("is_transient") is not True:
        check_status(answer)  # an unknown code: fall back to the HTTP status
    row = row or (_TRANSIENT if error.get("is_transient") is True else _STRANGE)
    kind = row.on_send if answer.sends else row.on_read
    sentence = f"{row.reason} (kode {code}/{subcode})" if subcode else f"{row.reason} (kode {code})"
    if issubclass(kind, TryLater):
        raise kind(sentence, wait_seconds(answer.headers) or retry_after(answer))
    raise kind(sentence)


def _row(code: int, subcode: int) -> GraphRow | None:
    return next((row for row in ROWS if code in row.codes and (not row.subcodes or subcode in row.subcodes)), None)


def _number(value: object) -> int:
    return value if type(value) is int else 0
