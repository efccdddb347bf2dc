"""Categories that protect the complainant or concern an officer's conduct; what a hand-over hands over."""

from peewee import *

def up(migrator, db):
    for name in ('protects_identity', 'misconduct'):
        migrator.migrate(migrator.add_column('category', name, BooleanField(default=False)))
    migrator.migrate(migrator.add_column('office_holder', 'note', TextField(default='')))

    class Category(Model):
        key = CharField(max_length=40)
        protects_identity = BooleanField()
        misconduct = BooleanField()
        class Meta:
            database = db
            table_name = 'category'

    # The category the program came with; an office's own are marked on the screen.
    Category.update(protects_identity=True, misconduct=True).where(Category.key == 'perilaku_petugas').execute()


def down(migrator, db):
    migrator.migrate(migrator.drop_column('office_holder', 'note'))
    for name in ('misconduct', 'protects_identity'):
        migrator.migrate(migrator.drop_column('category', name))
