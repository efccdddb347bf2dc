"""What the worker found in a PDF or certificate file, as plain JSON and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from models.rules.papers.signature_place import Point, Stamp
from models.rules.papers.signatures import Chain, Later, ReturnedPdf, RootFound, Signature


def of_pdf(found: ReturnedPdf) -> dict[str, object]:
    """Return a PDF's findings as JSON can carry them."""
    return _plain(asdict(found))


def of_roots(found: Sequence[RootFound]) -> dict[str, object]:
    """Return certificates as JSON can carry them."""
    return {"roots": [_plain(asdict(one)) for one in found]}


def pdf_of(said: Mapping[str, object]) -> ReturnedPdf:
    """Return the findings again; raises ValueError, KeyError or TypeError where the worker spoke nonsense."""
    return ReturnedPdf(
        signatures=tuple(_signature(one) for one in _rows(said["signatures"])),
        text=str(said["text"]),
        pages=int(str(said["pages"])),
        scanned=int(str(said["scanned"])),
        hidden=bool(said["hidden"]),
        laid_over=bool(said["laid_over"]),
        acts=_words(said["acts"]),
        pictured=shares_of(said),
        drawn=tuple(_stamp(one) for one in _rows(said["drawn"])),
    )


def roots_of(said: Mapping[str, object]) -> tuple[RootFound, ...]:
    """Return the certificates again; raises ValueError, KeyError or TypeError where the worker spoke nonsense."""
    return tuple(
        RootFound(
            subject=str(one["subject"]),
            fingerprint=str(one["fingerprint"]),
            valid_from=datetime.fromisoformat(str(one["valid_from"])),
            valid_until=datetime.fromisoformat(str(one["valid_until"])),
            der=str(one["der"]),
        )
        for one in _rows(said["roots"])
    )


def shares_of(said: Mapping[str, object]) -> tuple[int, ...]:
    """Return how many percent of each page pictures cover; raises ValueError, KeyError or TypeError for nonsense."""
    shares = said["pictured"]
    if not isinstance(shares, list):
        raise TypeError
    return tuple(int(str(one)) for one in shares)


def of_point(found: Point | None) -> dict[str, object]:
    """Return a place as JSON can carry it, empty where there is none."""
    return dict(asdict(found)) if found is not None else {}


def point_of(said: Mapping[str, object]) -> Point | None:
    """Return the place again; raises ValueError, KeyError or TypeError where the worker spoke nonsense."""
    if "page" not in said:
        return None
    return Point(int(str(said["page"])), float(str(said["x"])), float(str(said["y"])))


def _stamp(said: Mapping[str, object]) -> Stamp:
    left, low, right, high = (float(str(said[side])) for side in ("left", "low", "right", "high"))
    return Stamp(int(str(said["page"])), left, low, right, high)


def _signature(said: Mapping[str, object]) -> Signature:
    return Signature(
        signer=str(said["signer"]),
        issuer=str(said["issuer"]),
        intact=said["intact"] is True,
        whole=said["whole"] is True,
        later=Later(str(said["later"])),
        chain=Chain(str(said["chain"])),
        declared=_moment(said["declared"]),
        stamped=_moment(said["stamped"]),
        checked=said["checked"] is True,
        roots=_words(said["roots"]),
    )


def _moment(said: object) -> datetime | None:
    return datetime.fromisoformat(str(said)) if said else None


def _rows(said: object) -> list[Mapping[str, object]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _words(said: object) -> tuple[str, ...]:
    return tuple(str(one) for one in said) if isinstance(said, list) else ()


def _plain(found: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in found.items()}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) if isinstance(one, dict) else one for one in value]
    return value
