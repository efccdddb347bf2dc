"""Keeps of what a signature waits for: template, letterhead and whoever else the paper names; unknown before."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("pending_signature", "look", CharField(max_length=64, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("pending_signature", "look"))
