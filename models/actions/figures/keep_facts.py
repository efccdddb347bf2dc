"""Keeps what the figures of a month are counted from when it is closed, and from whom its cases were hidden then."""

from collections import defaultdict
from datetime import datetime

from peewee import fn

from models.actions.figures.period_facts import pauses_of_cases, period_facts, received_in, sop_steps
from models.actions.figures.period_figures import open_lines
from models.rules.core.moments import iso
from models.rules.figures.month_seal import canonical
from models.rules.figures.months import edges
from models.tables import Complaint, ConflictParty, MonthFacts
from models.tables.privacy.visible import in_lane


def keep_facts(month: str, as_of: datetime, now: datetime) -> None:
    """Keep the facts of a month as of its closing, unless they are kept. Raises MonthNotAllowed."""
    if MonthFacts.select().where(MonthFacts.month == month).exists():
        return
    facts = canonical(_facts(month, as_of))
    MonthFacts.create(month=month, facts=facts, hidden=canonical(_hidden(month)), taken_at=now)


def _facts(month: str, as_of: datetime) -> dict[str, object]:
    within = edges(month)
    mine, facts = received_in(within), period_facts(within, as_of)
    columns = (Complaint.number, Complaint.id, Complaint.section, Complaint.forwarded, Complaint.misconduct)
    scopes = list(Complaint.select(*columns).where(mine).order_by(Complaint.id).tuples())
    cases = {number: case for number, case, *_ in scopes}
    return {
        "cases": [[*row[:8], iso(row.opened_at), row.unreachable] for row in facts.cases],
        "steps": [list(row) for row in facts.steps],
        "pauses": [[case, *row] for case, row in pauses_of_cases(mine, as_of)],
        "surveys": [list(row) for row in facts.surveys],
        "categories": facts.categories,
        "officers": sorted(facts.officers.items()),
        "sop": sop_steps(within),
        "scopes": [[case, section, bool(there), bool(secret)] for _, case, section, there, secret in scopes],
        "open": [[cases[line["number"]], line | {"subject": ""}] for line in open_lines(within, as_of)],
    }


def _hidden(month: str) -> dict[str, object]:
    """Return the cases in the lane for conduct, and by account those that name it; merged ones together."""
    case, lead = Complaint.alias(), Complaint.alias()
    start, end = edges(month)
    within = (case.opened_at >= start) & (case.opened_at < end)
    one_case = fn.COALESCE(case.lead, case.id) == fn.COALESCE(lead.lead, lead.id)
    named: dict[str, set[int]] = defaultdict(set)
    rows = ConflictParty.select(ConflictParty.staff, case.id).join(lead, on=ConflictParty.complaint == lead.id)
    standing = ConflictParty.lifted_at.is_null() & within
    for staff, key in rows.join(case, on=one_case).where(standing).tuples():
        named[str(staff)].add(key)
    lane = case.select(case.id).join(lead, on=one_case).where(in_lane(lead) & within).distinct()
    by_account = {staff: sorted(keys) for staff, keys in named.items()}
    return {"lane": sorted(key for (key,) in lane.tuples()), "named": by_account}
