"""Notes on a draft which open page wrote it and the how-many-eth of that page's writings it is."""

from peewee import CharField, IntegerField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("draft", "page", CharField(max_length=40, default="")),
        migrator.add_column("draft", "turn", IntegerField(default=0)),
    )


def down(migrator, db):
    migrator.migrate(migrator.drop_column("draft", "turn"), migrator.drop_column("draft", "page"))
