"""Keeps which version an agent is of, on which gateway's PC it runs, and which request a code to enrol came from."""

_ADDED = (
    ("agent_heartbeat", "version", "VARCHAR(20)"),
    ("agent_heartbeat", "of_machine", "INTEGER"),
    ("enrolment", "asked_id", "INTEGER"),
)


def up(migrator, db):
    # Nothing is known of before: NULL.
    for table, column, kind in _ADDED:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    db.execute_sql("CREATE INDEX agent_heartbeat_of_machine_id ON agent_heartbeat (of_machine, id)")


def down(migrator, db):
    db.execute_sql("DROP INDEX agent_heartbeat_of_machine_id")
    for table, column, _kind in reversed(_ADDED):
        db.execute_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
