"""Keeps where the signature of a PDF from the own service is seen; of those that came before, nobody looked."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("sent_paper", "placed", CharField(max_length=12, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("sent_paper", "placed"))
