"""Keeps by what a folder of files is known, so that an empty one in its place is not taken for it."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("file_place", "mark", CharField(max_length=32, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("file_place", "mark"))
