"""Tells when a complaint was received from when it was recorded, which were one moment: that of recording.

Received is what the platform or the officer said, never after we saw it. History (imported, or of before the
channel was connected) counts from recording, as before. Limits that still run begin with the receipt; `migrate` sets
their due times anew, as that takes the calendar.
"""

from peewee import DateTimeField, SqliteDatabase

_FIRST = """SELECT CASE WHEN m.sent_at < e.fetched_at THEN m.sent_at ELSE e.fetched_at END FROM step_output o
 JOIN message m ON m.id = CAST(SUBSTR(o.reference, 9) AS INTEGER) JOIN envelope e ON e.id = m.envelope_id
 JOIN channel_account a ON a.id = m.account_id
 WHERE o.complaint_id = complaint.id AND o.step = 1 AND SUBSTR(o.reference, 1, 8) = 'message:'
 AND e.found_by <> 'import' AND (e.found_by = 'desk' OR m.sent_at >= {day_before}) ORDER BY o.id LIMIT 1"""
_RUNNING = """UPDATE statutory_clock SET starts_at = (SELECT c.opened_at FROM complaint c
 WHERE c.id = statutory_clock.complaint_id) WHERE met_at IS NULL AND EXISTS (SELECT 1 FROM complaint c
 WHERE c.id = statutory_clock.complaint_id AND c.open AND c.recorded_at = statutory_clock.starts_at)"""


def up(migrator, db):
    migrator.migrate(migrator.add_column("complaint", "recorded_at", DateTimeField(null=True)))
    on_sqlite = isinstance(db, SqliteDatabase)
    day_before = "datetime(a.created_at, '-1 day')" if on_sqlite else "a.created_at - INTERVAL '1 day'"
    first = _FIRST.format(day_before=day_before)
    db.execute_sql("UPDATE complaint SET recorded_at = opened_at")
    db.execute_sql(f"UPDATE complaint SET opened_at = COALESCE(({first}), opened_at)")  # noqa: S608 - our own words
    db.execute_sql("UPDATE complaint SET opened_at = recorded_at WHERE opened_at > recorded_at")
    db.execute_sql(_RUNNING)


def down(migrator, db):
    db.execute_sql("UPDATE complaint SET opened_at = recorded_at WHERE recorded_at IS NOT NULL")
    migrator.migrate(migrator.drop_column("complaint", "recorded_at"))
