"""Keeps passes of what no agent does for another by agent: with one row, one that is stuck hid behind the other."""

from peewee import SqliteDatabase


def up(migrator, db):
    db.execute_sql("ALTER TABLE job_pass ADD COLUMN owner VARCHAR(64) NOT NULL DEFAULT ''")
    if not isinstance(db, SqliteDatabase):
        db.execute_sql("ALTER TABLE job_pass ALTER COLUMN owner DROP DEFAULT")
    db.execute_sql("DROP INDEX jobpass_job")
    db.execute_sql("CREATE UNIQUE INDEX jobpass_job_owner ON job_pass (job, owner)")


def down(migrator, db):
    db.execute_sql("DELETE FROM job_pass WHERE owner <> ''")
    db.execute_sql("DROP INDEX jobpass_job_owner")
    migrator.migrate(migrator.drop_column("job_pass", "owner"))
    db.execute_sql("CREATE UNIQUE INDEX jobpass_job ON job_pass (job)")
