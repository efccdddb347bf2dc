"""Keeps attempts to sign through the office's own service; nothing is known of those here before."""

from peewee import CharField, TextField

_OPEN = 'CREATE UNIQUE INDEX sent_paper_open ON sent_paper (document_id) WHERE "state" IN ({})'


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("sent_paper", "block", TextField(default="")),
        migrator.add_column("sent_paper", "pdf", CharField(max_length=64, null=True)),
        migrator.add_column("sent_paper", "why", CharField(max_length=30, default="")),
        migrator.add_column("sent_paper", "said", CharField(max_length=300, default="")),
    )
    db.execute_sql("DROP INDEX sent_paper_open")
    db.execute_sql(_OPEN.format("'mulai', 'di_luar', 'tidak_pasti', 'kembali'"))


def down(migrator, db):
    db.execute_sql("DROP INDEX sent_paper_open")
    db.execute_sql(_OPEN.format("'di_luar', 'kembali'"))
    for name in ("said", "why", "pdf", "block"):
        migrator.migrate(migrator.drop_column("sent_paper", name))
