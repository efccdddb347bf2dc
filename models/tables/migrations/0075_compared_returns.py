"""Keeps how the words of a PDF that came back compare with its draft's; nothing is known of those here before."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("sent_paper", "compared", CharField(max_length=12, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("sent_paper", "compared"))
