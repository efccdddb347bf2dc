"""Finds quickly what left a number lately: by that its pace is kept."""

_INDEX = "CREATE INDEX outbox_account_id_last_attempt_at ON outbox (account_id, last_attempt_at)"


def up(migrator, db):
    db.execute_sql(_INDEX)


def down(migrator, db):
    db.execute_sql("DROP INDEX outbox_account_id_last_attempt_at")
