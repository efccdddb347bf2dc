"""Keeps on the record of a transfer which office made it and where, as it is printed; of older ones today's is."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("transfer", "office", CharField(max_length=200, default="")),
        migrator.add_column("transfer", "town", CharField(max_length=80, default="")),
    )


def down(migrator, db):
    for name in ("town", "office"):
        migrator.migrate(migrator.drop_column("transfer", name))
