"""Moments in time at the edges: naive UTC inside the program, WIB for people, ISO 8601 for exports."""

from datetime import UTC, date, datetime, time, timedelta, timezone

# Waktu Indonesia Barat has no daylight saving, so a fixed offset is exact and needs no zone database.
WIB = timezone(timedelta(hours=7), "WIB")


def to_wib(moment: datetime) -> datetime:
    """Return a naive UTC moment as an aware WIB one, for showing."""
    return moment.replace(tzinfo=UTC).astimezone(WIB)


def from_wib(moment: datetime) -> datetime:
    """Return a WIB moment (naive or aware) as the naive UTC the program works with."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=WIB)
    return naive_utc(aware)


def day_begins(day: date) -> datetime:
    """Return the naive UTC moment at which a WIB day begins."""
    return from_wib(datetime.combine(day, time()))


MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905


def day_words(day: date) -> str:
    """Return a day as it is written: 25 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def naive_utc(moment: datetime) -> datetime:
    """Return an aware moment as naive UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_unix(seconds: float) -> datetime:
    """Return unix seconds, as the platforms write them, as naive UTC."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def to_unix(moment: datetime) -> int:
    """Return a naive UTC moment as whole unix seconds."""
    return int(moment.replace(tzinfo=UTC).timestamp())


def iso(moment: datetime | None) -> str | None:
    """Return a naive UTC moment as ISO 8601 with its offset, as in exports."""
    return None if moment is None else moment.replace(tzinfo=UTC).isoformat()


def parse_iso(text: str) -> datetime:
    """Return the naive UTC moment of an ISO 8601 text; without offset it is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return naive_utc(moment) if moment.tzinfo else moment
