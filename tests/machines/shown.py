"""What the program shows of every case, person and month just now, as plain values to be compared."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from admin_app.case_page.rail import read_rail
from admin_app.clocks.case_clocks import read_pauses
from admin_app.queue.queue_asking import Asked
from admin_app.queue.reading_queue import read_queue
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_calendar
from models.actions.core.statutory_clocks import clocks_of
from models.actions.figures.period_figures import counted
from models.actions.figures.register_lines import lines_of
from models.actions.papers.clock_sheet_facts import clock_sheet_facts
from models.actions.papers.sheet_facts import sheet_facts
from models.actions.upkeep.export.rows import EXPORTS
from models.rules.cases.identification import KIND_LABELS
from models.rules.figures.figure_labels import NO_CATEGORY
from models.tables import Complaint, StatutoryRule

_KINDS = {label: str(kind) for kind, label in KIND_LABELS.items()} | {NO_CATEGORY: ""}
EDGES = (datetime(2020, 1, 1), datetime(2060, 1, 1))
_ACCEPTED = {"diparaf": "diterima", "diterima menurut aturan": "diterima"}


def limits(cases: Iterable[int]) -> dict[tuple[int, str], tuple[datetime, datetime | None]]:
    """Return the limits of the law as the case's page shows them."""
    keys = {row.label: row.key for row in StatutoryRule.select()}
    rows = [row for own in clocks_of(list(cases)).values() for row in own if not row.of_merged]
    return {(row.complaint, keys[row.label]): (row.starts_at, row.met_at) for row in rows}


def waited_for(leads: Iterable[int]) -> dict[tuple[int, str], datetime]:
    """Return since when somebody waits, as a case's page shows it: its own citizen, or one merged into it."""
    keys, found = {row.label: row.key for row in StatutoryRule.select()}, dict[tuple[int, str], datetime]()
    for lead, rows in clocks_of(list(leads)).items():
        for row in rows:
            place = (lead, keys[row.label])
            if row.met_at is None:
                found[place] = min(row.starts_at, found.get(place, row.starts_at))
    return found


def exported(now: datetime) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Return what the exports say of each case, and of each of its rounds in order."""
    cases = {
        row["number"]: (row["state"], row["opened_at"], row["closed_at"], row["category"], row["kind"])
        for row in EXPORTS["complaints"](now)
    }
    rounds: dict[str, list[Any]] = {number: [] for number in cases}
    for row in EXPORTS["steps"](now):
        net = row["net_minutes"]
        told = (row["step"], row["started_at"], row["finished_at"], net, row["late"])
        rounds[str(row["complaint"])].append((*told, None if row["finished_at"] else row["due_at"]))
    return cases, {number: sorted(told, key=str) for number, told in rounds.items()}


def rail(case: Complaint, now: datetime) -> dict[int, Any]:
    """Return of each step on the rail its rounds, whether its last is late, and until when it lasted."""
    steps = read_rail(case, office_calendar(), now)
    return {one.step: (one.rounds, one.late, one.finished) for one in steps if one.rounds}


def pauses(case: int, now: datetime) -> Counter[str]:
    """Return what the page says became of the pauses of a case."""
    rows = read_pauses([case], office_calendar(), now).get(case, [])
    return Counter(_ACCEPTED.get(row.state, row.state) for row in rows)


def sheet(case: Complaint, now: datetime) -> dict[str, Any]:
    """Return what the complaint sheet would say now."""
    facts: Any = sheet_facts(case, "LEMBAR", now)
    papers = sorted(row["number"] for row in facts["follow_up"]["papers"])
    on_time = [(row["step"], row["on_time"]) for row in facts["steps"] if row["start"]]
    told = (facts["receipt"]["received"], facts["first_response"]["moment"], facts["follow_up"]["answered"])
    return {"told": told, "papers": papers, "on_time": sorted(on_time, key=str)}


def clock_sheet(case: Complaint, now: datetime) -> list[Any]:
    """Return step by step whether the sheet of times says that it was in time."""
    facts: Any = clock_sheet_facts(case, "KENDALI", now)
    return sorted(((row["step"], row["on_time"]) for row in facts["steps"] if row["round"]), key=str)


def register(case: int, now: datetime) -> dict[str, Any]:
    """Return what a line of the month's book would say of a case now."""
    (line,) = lines_of([case], now)
    return {
        **{name: line[name] for name in ("received", "status", "on_time", "category")},
        "memo": "nota dinas" in str(line["follow_up"]),
        "answered": any(
            part.startswith("Jawaban ") and not part.endswith(("tidak sampai", "ditarik"))
            for part in str(line["follow_up"]).split("; ")
        ),
        "merged": "Digabung ke" in str(line["follow_up"]),
    }


def figures(who: Actor, now: datetime) -> dict[str, Any]:
    """Return the figures of a report over everything a person may see."""
    return of_figures(counted(EDGES, now, who.scope))


def of_figures(found: Any) -> dict[str, Any]:
    """Return what is compared of figures."""
    steps = {row["step"]: row for row in found["steps"]}
    states = Counter[str]()
    for row in found["pauses"]:
        states += Counter({"diterima": row["accepted"], "belum diparaf": row["waiting"], "ditolak": row["refused"]})
    return {
        "received": found["received"],
        "by_status": found["by_status"],
        "by_kind": {_KINDS[label]: count for label, count in found["by_kind"].items()},
        "totals": {(row["channel"], row["category"], row["status"]): row["count"] for row in found["totals"]},
        "categories": {
            row["label"]: {name: row[name] for name in ("received", "finished", "open", "open_late")}
            for row in found["categories"]
        },
        "steps": {
            step: {
                **{name: row[name] for name in ("ended", "late", "running_late")},
                "net": float(row["net"]["mean"] or 0),
            }
            for step, row in steps.items()
        },
        "pauses": dict(states),
        "in_time": {
            row["step"]: (row["on_time"], row["on_time_plain"], row["on_time_asked"]) for row in found["pauses"]
        },
        "open": sorted(row["number"] for row in found["open"]),
        "late": sorted(row["number"] for row in found["late"]),
    }


def queue(who: Actor, now: datetime) -> dict[str, Any]:
    """Return the open cases of the queue as a person sees them, with their unread; and what waits for him."""
    rows = read_queue(Asked(tab="terbuka"), who, now).rows
    return {row.number: (row.unread, row.mine) for row in rows}


def tab(name: str, who: Actor, now: datetime) -> set[str]:
    """Return the cases on one tab of the queue."""
    return {row.number for row in read_queue(Asked(tab=name), who, now).rows}


def papers(case: Complaint, now: datetime) -> tuple[list[str], dict[str, str]]:
    """Return the numbers that the exported register tells of a case, and the state of each of its exported papers."""
    (line,) = [row for row in EXPORTS["register"](now) if row["number"] == case.number]
    rows = [row for row in EXPORTS["documents"](now) if row["complaint"] == case.number and row["number"]]
    return sorted(line["documents"]), {row["number"]: row["state"] for row in rows}


def answers(case: Complaint, now: datetime) -> dict[str, str | None]:
    """Return how well each answer of a case that left is there, as exported."""
    rows = [row for row in EXPORTS["outbox"](now) if row["complaint"] == case.number and row["state"] == "sent"]
    return {row["reply_key"]: row["grade"] for row in rows}
