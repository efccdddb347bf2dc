"""Lets a delegation name any number of types of paper: with the office's own ones they outgrew the column."""

from peewee import CharField, TextField


def up(migrator, db):
    migrator.migrate(migrator.alter_column_type("delegation", "document_types", TextField()))


def down(migrator, db):
    migrator.migrate(migrator.alter_column_type("delegation", "document_types", CharField(max_length=200)))
