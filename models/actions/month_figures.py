"""The figures of a month: totals per channel, category and status, time per SOP step, what is open and late.

The lines of its register are beside it in models/actions/register_lines.py.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from models.actions.register_lines import NO_CATEGORY, Record, category_labels, in_month, records_of, status_of
from models.rules.channels import channel
from models.rules.due_dates import Standard, Unit, is_late
from models.rules.durations import summary
from models.rules.identification import KIND_LABELS, ComplaintKind
from models.rules.moments import iso
from models.rules.months import month_label
from models.rules.roles import SECTION_LABELS, Section
from models.rules.sop import STAGES, Stage
from models.tables import ChannelAccount, Complaint, MonthClose, SopStep

Figures = dict[str, object]


def month_figures(month: str, now: datetime) -> Figures:
    """Give the figures of a month (2026-11): as frozen once it is closed, else as of now. Raises MonthNotAllowed.

    Keys: month, label, as_of, received, by_kind, by_status, totals (channel, category, status, count), steps (step,
    title, target, ended, on_time, late, running_late, net and gross as count, mean, median, p95 in minutes), whole
    (net and gross of the finished ones), open and late (number, subject, section, step, stage, received, due, late).
    """
    closed = MonthClose.get_or_none(MonthClose.month == month)
    return json.loads(closed.figures) if closed else live_figures(month, now)


def live_figures(month: str, now: datetime) -> Figures:
    """Work the figures of a month out as things stand now. Raises MonthNotAllowed."""
    label = month_label(month)
    cases = list(
        Complaint.select(Complaint, ChannelAccount)
        .join(ChannelAccount)
        .where(in_month(month))
        .order_by(Complaint.opened_at, Complaint.id)
    )
    records = records_of(month)
    still_open = [_open_line(case, now) for case in cases if case.open]
    return {
        "month": month,
        "label": label,
        "as_of": iso(now),
        "received": len(cases),
        "by_kind": _counted(KIND_LABELS[ComplaintKind(case.kind)] if case.kind else NO_CATEGORY for case in cases),
        "by_status": _counted(status_of(case) for case in cases),
        "totals": _totals(cases),
        "steps": _steps(cases, records, now),
        "whole": _whole(cases, records),
        "open": still_open,
        "late": [line for line in still_open if line["late"]],
    }


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _totals(cases: list[Complaint]) -> list[dict[str, object]]:
    labels = category_labels()
    counts = Counter(
        (channel(case.account.kind).label, labels.get(case.category, NO_CATEGORY), status_of(case)) for case in cases
    )
    return [
        {"channel": kind, "category": category, "status": status, "count": count}
        for (kind, category, status), count in sorted(counts.items())
    ]


def _steps(cases: list[Complaint], records: list[Record], now: datetime) -> list[dict[str, object]]:
    rows: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        rows[record.step].append(record)
    return [
        {"step": step.step, "title": step.title, "target": str(Standard(step.amount, Unit(step.unit)))}
        | _step_figures(rows[step.step], now)
        for step in _sop_steps(cases)
    ]


def _sop_steps(cases: list[Complaint]) -> list[SopStep]:
    """Give the steps of the newest SOP the cases were opened under; of the newest there is for an empty month."""
    known = SopStep.select().order_by(SopStep.version.desc(), SopStep.step)
    newest = max((case.sop_version_id for case in cases), default=known[0].version_id)
    return [step for step in known if step.version_id == newest]


def _step_figures(records: list[Record], now: datetime) -> dict[str, object]:
    ended = [record for record in records if record.finished_at is not None]
    late = sum(bool(record.late) for record in ended)
    return {
        "ended": len(ended),
        "on_time": len(ended) - late,
        "late": late,
        "running_late": sum(record.finished_at is None and is_late(record.due_at, now) for record in records),
        "net": summary([record.net_minutes or 0.0 for record in ended]),
        "gross": summary([record.gross_minutes or 0.0 for record in ended]),
    }


def _whole(cases: list[Complaint], records: list[Record]) -> dict[str, object]:
    """Add up the steps of every finished complaint: what a reopened one took, the time it lay finished aside."""
    finished = {case.id for case in cases if case.stage == Stage.SELESAI}
    net: dict[int, float] = defaultdict(float)
    gross: dict[int, float] = defaultdict(float)
    for record in records:
        if record.complaint in finished:
            net[record.complaint] += record.net_minutes or 0.0
            gross[record.complaint] += record.gross_minutes or 0.0
    return {"net": summary(list(net.values())), "gross": summary(list(gross.values()))}


def _open_line(case: Complaint, now: datetime) -> dict[str, object]:
    return {
        "number": case.number,
        "subject": case.subject,
        "section": SECTION_LABELS[Section(case.section)] if case.section else "",
        "step": case.step,
        "stage": STAGES[Stage(case.stage)].label,
        "received": iso(case.opened_at),
        "due": iso(case.due_at),
        "late": is_late(case.due_at, now),
    }
