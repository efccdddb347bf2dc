"""Gathers the facts of a channel's outage record (BA-GANGGUAN) from the audit trail of the channel's states."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.actions.core.office_facts import office_settings
from models.actions.papers.document_facts import office_part, witness_facts
from models.actions.papers.paper_rights import signing_role
from models.rules.channels.channels import channel
from models.rules.clocks.working_time import gross_minutes
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import from_wib, iso, to_wib
from models.tables import Audit, ChannelAccount, Message

_ABOUT = re.compile(r"kanal:(\d{1,9}):(\d{4}-\d\d-\d\d)", re.ASCII)
# States of a channel that does not work, as the trail writes them (models/tables/channels/channel.py).
_DOWN = {"terganggu": "Terganggu, dicoba terus", "jeda": "Berhenti menunggu petugas"}


@dataclass(frozen=True)
class Outage:
    """One stretch in which a channel did not work, in naive UTC; `end` is None while it lasts."""

    start: datetime
    end: datetime | None
    state: str


def outages_on(account_id: int, day: date) -> list[Outage]:
    """Return a channel's outages that touch a WIB day, at full length."""
    opens = from_wib(datetime.combine(day, time()))
    closes = opens + timedelta(days=1)
    return [
        outage
        for outage in _outages(account_id)
        if outage.start < closes and (outage.end is None or outage.end > opens)
    ]


def days_with_outages(account_id: int, since: datetime, now: datetime) -> list[date]:
    """Return the WIB days since a moment on which a channel did not work, newest first."""
    days: set[date] = set()
    for outage in _outages(account_id):
        day, last = to_wib(max(outage.start, since)).date(), to_wib(min(outage.end or now, now)).date()
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return sorted(days, reverse=True)


def outage_facts(about: str, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the record about `kanal:<id>:<date>`. Raises DocumentNotAllowed without an outage."""
    account, day = _read(about)
    found = outages_on(account.id, day)
    label = channel(account.kind).label
    if not found:
        raise DocumentNotAllowed(f"Pada {day:%d-%m-%Y} tidak ada gangguan kanal {label} yang tercatat.")
    settings, today = office_settings(), to_wib(now).date()
    return {
        **office_part(settings, signing_role(None, code, settings), today, code),
        "hal": f"Berita Acara Gangguan Kanal {label} {day:%d-%m-%Y}",
        "kota": settings.get("kota", ""),
        "date": None,
        "number": None,
        **witness_facts(code, today),
        "channel": label,
        "account": account.label,
        "day": day.isoformat(),
        "outages": [_line(outage) for outage in found],
        # The channel keeps one reason, that of now: an outage that is over had its own.
        "cause": account.state_reason if found[-1].end is None else "",
        "done": "",
        "impact": "",
        "found": sum(_late_messages(account.id, outage) for outage in found),
    }


def _read(about: str) -> tuple[ChannelAccount, date]:
    match = _ABOUT.fullmatch(about)
    account = ChannelAccount.get_or_none(ChannelAccount.id == int(match[1])) if match else None
    try:
        day = date.fromisoformat(match[2]) if match else None
    except ValueError:
        day = None
    if account is None or day is None:
        raise DocumentNotAllowed("Pilih kanal dan tanggal gangguan lebih dahulu.")
    return account, day


def _outages(account_id: int) -> list[Outage]:
    """Return the outages in the audit trail: from a state of not working to the next other state."""
    rows = Audit.select(Audit.at, Audit.after).where(
        (Audit.event == "kanal") & (Audit.subject == f"channel:{account_id}")
    )
    found: list[Outage] = []
    since: datetime | None = None
    state = ""
    for row in rows.order_by(Audit.at, Audit.id):
        if since is not None and row.after != state:
            found.append(Outage(since, row.at, state))
            since = None
        if row.after in _DOWN and since is None:
            since, state = row.at, row.after
    return [*found, Outage(since, None, state)] if since is not None else found


def _line(outage: Outage) -> dict[str, object]:
    minutes = None if outage.end is None else round(gross_minutes(outage.start, outage.end))
    return {"start": iso(outage.start), "end": iso(outage.end), "minutes": minutes, "state": _DOWN[outage.state]}


def _late_messages(account_id: int, outage: Outage) -> int:
    """Return how many messages citizens wrote during the outage that were stored only after it."""
    if outage.end is None:
        return 0
    written = (Message.sent_at >= outage.start) & (Message.sent_at < outage.end)
    mine = (Message.account == account_id) & (Message.direction == "in") & (Message.received_at >= outage.end)
    return int(Message.select().where(mine & written).count())
