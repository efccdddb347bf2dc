"""Adds to each channel account what is known of how long its token lasts."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("channel_account", "token_life", CharField(max_length=12, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("channel_account", "token_life"))
