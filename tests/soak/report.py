"""The report of a soak: report.json for machines, report.md for people, chart.svg; written while it runs, too."""

import json
import platform
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.soak.chart import draw
from tests.soak.course import Course
from tests.soak.judge.invariants import ELSEWHERE, INVARIANTS
from tests.soak.striking.faults import FAULTS

_CHARTED = 8  # tables: those with the most rows


def facts_of(course: Course, ended: bool) -> dict[str, Any]:
    """Return everything a report says."""
    journal, snapshot, office = course.journal, course.judging.last, course.office
    incoming = [row for row in snapshot.office.stored if row.direction == "in"]
    acts = sum((one.counts for one in course.officers), Counter[str]())
    return {
        "database": office.kind,
        "seed": office.seed,
        "ended": ended,
        "seconds": round(time.time() - journal.began),
        "machine": f"{platform.platform()}, Python {platform.python_version()}",
        "counts": {
            "written by citizens": len(snapshot.written),
            "stored": len(incoming),
            "answers": len(snapshot.office.answers),
            "answers by state": dict(Counter(row.state for row in snapshot.office.answers)),
            "visible to citizens": len(snapshot.shown),
            "looks of the judge": course.judging.looks,
            "seconds without time for our programs": round(course.judging.pulse.starved_seconds),
            "backups restored elsewhere": course.rehearsed,
            "errors logged during faults": course.judging.errors_in_faults,
            "starts of programs": {one.name: one.lives for one in office.programs},
        },
        "traffic": dict(sorted(course.traffic.counts.items())),
        "officers": dict(sorted(acts.items())),
        "faults": journal.by_kind(),
        "judged": dict(course.told),
        "limits of telling": {row.kind: row.within for row in FAULTS},
        "skipped": course.skipped,
        "struck": [_struck(one, journal.began) for one in journal.struck],
        "quiet points": journal.quiet_points,
        "breaches": [_breach(one, journal.began) for one in journal.breaches.values()],
        "limits": asdict(course.limits),
        "figures": {name: list(row) for name, row in course.judging.figures.begin_and_end().items()},
    }


def _struck(one: Any, began: float) -> dict[str, Any]:
    found = asdict(one)
    return found | {"began": round(one.began - began), "ended": round(one.ended - began) if one.ended else None}


def _breach(one: Any, began: float) -> dict[str, Any]:
    return asdict(one) | {"first": round(one.first - began), "last": round(one.last - began)}


def write(course: Course, ended: bool) -> dict[str, Any]:
    """Write all three files beside the events, and return what they say."""
    facts, out = facts_of(course, ended), course.office.out
    _replace(out / "report.json", json.dumps(facts, indent=1, ensure_ascii=False))
    _replace(out / "report.md", as_text(facts))
    bands = [(one["began"], one["ended"] or facts["seconds"]) for one in facts["struck"]]
    _replace(out / "chart.svg", draw(f"{facts['database']}, seed {facts['seed']}", _charted(course), bands))
    return facts


def _charted(course: Course) -> dict[str, list[tuple[float, float]]]:
    courses = course.judging.figures.course
    tables = [name for name in courses if name.startswith("rows of ")]
    largest = sorted(tables, key=lambda name: -courses[name][-1][1])[:_CHARTED]
    return {name: rows for name, rows in courses.items() if name not in tables or name in largest}


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)


def as_text(facts: dict[str, Any]) -> str:
    """Return a report as Markdown."""
    breaches = facts["breaches"]
    figures = [(name, row) for name, row in sorted(facts["figures"].items()) if _moves(name, row)]
    state = "ended" if facts["ended"] else "still running, or broken off"
    lines = [
        f"# Soak on {facts['database']}: {len(breaches)} kinds of breach",
        "",
        f"{facts['seconds'] / 60:.0f} minutes, seed {facts['seed']}, {state}; {facts['machine']}.",
        "",
        "| what | count |", "|---|---|",
        *(f"| {name} | {_words(value)} |" for name, value in facts["counts"].items()),
        "",
        "## Breaches",
        "",
        *([line for one in breaches for line in _breach_lines(one)] or ["None."]),
        "",
        "## Faults",
        "",
        "| kind | struck | judged | told after (s) | its limit (s) | well again after (s) |",
        "|---|---|---|---|---|---|",
        *(_fault_line(kind, facts) for kind in facts["faults"]),
        *(f"| {kind} | not here: {why} | – | – | – | – |" for kind, why in facts["skipped"].items()),
        "",
        "## Figures",
        "",
        "| figure | at the beginning | at the end | highest |", "|---|---|---|---|",
        *(f"| {name} | {row[0]:,.0f} | {row[1]:,.0f} | {row[2]:,.0f} |" for name, row in figures),
        "",
        "![figures over time, faults as bands](chart.svg)",
        "",
        "## Quiet points",
        "",
        *(f"* after {one['s']} s: settled in {one['settled_after']} s, verify "
          f"{'clean' if not one['verify'] else 'failed'}, {one['messages']} messages, {one['answers']} answers"
          for one in facts["quiet points"]),
        "",
        "## What was judged",
        "",
        *(f"* {row.code}: {row.says}" for row in INVARIANTS),
        *(f"* {code}: {where}" for code, where in ELSEWHERE.items()),
        "",
        "Limits (seconds, bytes): " + ", ".join(f"{name} {value:g}" for name, value in facts["limits"].items()) + ".",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _breach_lines(one: dict[str, Any]) -> list[str]:
    head = f"* **{one['code']}** {one['says']}: {one['times']} times, first after {one['first']} s"
    return [f"{head}; last fault before it: {one['last_fault']}", *(f"  * {text}" for text in one["examples"])]


def _fault_line(kind: str, facts: dict[str, Any]) -> str:
    mine = [one for one in facts["struck"] if one["kind"] == kind]
    judged, within = facts["judged"].get(kind, 0), facts["limits of telling"][kind]
    told, well = _spread(mine, "told_after"), _spread(mine, "well_after")
    return f"| {kind} | {len(mine)} | {judged} | {told} | {within:.0f} | {well} |"


def _spread(rows: list[dict[str, Any]], name: str) -> str:
    found = sorted(one[name] for one in rows if one[name] is not None)
    return f"{found[0]:.0f}–{found[-1]:.0f}" if found else "–"


def _words(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{name} {count}" for name, count in sorted(value.items()))


def _moves(name: str, row: list[float]) -> bool:
    """Whether a figure is worth a line: of the many tables, only those that changed."""
    return not name.startswith("rows of ") or row[0] != row[1]
