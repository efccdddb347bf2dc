"""Keeps the Word file of a paper that was handed over, its template and the post that signs it; none of before."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("sent_paper", "post", CharField(max_length=30, default="")),
        migrator.add_column("sent_paper", "word", CharField(max_length=64, null=True)),
        migrator.add_column("sent_paper", "template_sha256", CharField(max_length=64, null=True)),
    )
    db.execute_sql("ALTER TABLE sent_paper ADD COLUMN template_id INTEGER REFERENCES template_version (id)")


def down(migrator, db):
    for name in ("template_id", "template_sha256", "word", "post"):
        migrator.migrate(migrator.drop_column("sent_paper", name))
