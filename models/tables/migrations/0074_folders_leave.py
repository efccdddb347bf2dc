"""Keeps that a file came back from the records centre, and ends the places of folders that left before."""

from peewee import SqliteDatabase

_LEFT = (
    # Destroyed: nothing of it stands there any more.
    """UPDATE folder_place SET ended_at = (SELECT c.destroyed_at FROM complaint c
    WHERE c.id = folder_place.complaint_id)
    WHERE ended_at IS NULL AND complaint_id IN (SELECT id FROM complaint WHERE destroyed_at IS NOT NULL)""",
    # Handed over after it was put there.
    """UPDATE folder_place SET ended_at = (SELECT max(t.made_at) FROM transfer t JOIN transfer_item i
    ON i.transfer_id = t.id WHERE i.complaint_id = folder_place.complaint_id AND t.made_at >= folder_place.placed_at)
    WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM transfer t JOIN transfer_item i ON i.transfer_id = t.id
    WHERE i.complaint_id = folder_place.complaint_id AND t.made_at >= folder_place.placed_at)""",
    # Put away again after its transfer: it had come back, at the latest then.
    """UPDATE transfer_item SET returned_at = (SELECT min(p.placed_at) FROM folder_place p JOIN transfer t
    ON t.id = transfer_item.transfer_id WHERE p.complaint_id = transfer_item.complaint_id AND p.placed_at > t.made_at)
    WHERE EXISTS (SELECT 1 FROM folder_place p JOIN transfer t ON t.id = transfer_item.transfer_id
    WHERE p.complaint_id = transfer_item.complaint_id AND p.placed_at > t.made_at)""",
)


def up(migrator, db):
    moment = "DATETIME" if isinstance(db, SqliteDatabase) else "TIMESTAMP"
    db.execute_sql("ALTER TABLE transfer_item ADD COLUMN returned_to_id INTEGER REFERENCES staff (id)")
    db.execute_sql(f"ALTER TABLE transfer_item ADD COLUMN returned_at {moment}")
    for statement in _LEFT:
        db.execute_sql(statement)


def down(migrator, db):
    migrator.migrate(*(migrator.drop_column("transfer_item", name) for name in ("returned_at", "returned_to_id")))
