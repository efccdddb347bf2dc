"""Makes every table as release 1.0 begins with it, in the place of the 27 migrations before: the text beside this."""

import re
from pathlib import Path

from peewee import SqliteDatabase

_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "BOOLEAN": "INTEGER", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = Path(__file__).with_suffix(".sql").read_text("utf-8")
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n")[:-1]:
        db.execute_sql(statement)
