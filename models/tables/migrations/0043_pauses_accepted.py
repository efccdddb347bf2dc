"""Keeps when a pause was asked and what the office let count without a countersignature.

When an older pause was asked stands in the audit trail. Undecided ones of closed months go on counting there as they
did; the others are weighed by the clock job (`limit_minutes` is empty until then).
"""

from datetime import datetime, timedelta

from peewee import BooleanField, DateTimeField, FloatField, Table


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("step_record", "due_plain", DateTimeField(null=True)),
        migrator.add_column("step_record", "due_asked", DateTimeField(null=True)),
        migrator.add_column("pause", "asked_at", DateTimeField(null=True)),
        migrator.add_column("pause", "limit_minutes", FloatField(null=True)),
        migrator.add_column("pause", "counted_before", BooleanField(default=False)),
    )
    columns = ("id", "record_id", "proof", "starts_at", "asked_at", "counted_before")
    pauses = Table("pause", columns).bind(db)
    steps = Table("step_record", ("id", "complaint_id")).bind(db)
    cases = Table("complaint", ("id", "opened_at")).bind(db)
    known = pauses.select(pauses.id, pauses.proof, pauses.starts_at, steps.complaint_id, cases.opened_at)
    known = known.join(steps, on=(pauses.record_id == steps.id)).join(cases, on=(steps.complaint_id == cases.id))
    rows = list(known.order_by(pauses.id).dicts())
    asked, closed = _asked(db, {row["complaint_id"] for row in rows}), _closed_months(db)
    for row in rows:
        starts = _moment(row["starts_at"])
        change = {
            "asked_at": _taken(asked.get(row["complaint_id"], []), row["proof"], starts),
            "counted_before": f"{_moment(row['opened_at']) + timedelta(hours=7):%Y-%m}" in closed,
        }
        pauses.update(**change).where(pauses.id == row["id"]).execute()


def _asked(db, complaints):
    """Return, by complaint, what the trail tells of its pauses in order: when, and the words it was written with."""
    trail = Table("audit", ("id", "at", "deed", "subject", "after")).bind(db)
    found = {}
    written = trail.select(trail.at, trail.subject, trail.after).where(trail.deed == "jeda").order_by(trail.id)
    for row in written.dicts():
        kind, _, number = row["subject"].partition(":")
        if kind == "complaint" and number.isdecimal() and int(number) in complaints:
            found.setdefault(int(number), []).append((_moment(row["at"]), row["after"]))
    return found


def _taken(told, proof, starts):
    """Return when a pause was asked, and use up its line; its own start where nothing tells."""
    for place, (at, words) in enumerate(told):
        if at >= starts and words.endswith(proof):
            del told[place]
            return at
    return starts


def _closed_months(db):
    closed = Table("month_close", ("id", "month")).bind(db)
    return {row["month"] for row in closed.select(closed.month).dicts()}


def _moment(value):
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("pause", "counted_before"),
        migrator.drop_column("pause", "limit_minutes"),
        migrator.drop_column("pause", "asked_at"),
        migrator.drop_column("step_record", "due_asked"),
        migrator.drop_column("step_record", "due_plain"),
    )
