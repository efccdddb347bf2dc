"""Keeps how many enclosures a paper said it had as it was issued; unknown of those issued before."""

from peewee import IntegerField


def up(migrator, db):
    migrator.migrate(migrator.add_column("document", "enclosures", IntegerField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("document", "enclosures"))
