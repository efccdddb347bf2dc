"""Adds the grades of deliveries. What an older version noted gets its honest grade; unknown moments stay empty."""

import re

from peewee import CharField, DateTimeField, SqliteDatabase

_TABLE = """
CREATE TABLE delivery_change (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER REFERENCES complaint (id),
    reply_id INTEGER REFERENCES outbox (id),
    proof_id INTEGER REFERENCES delivery_proof (id),
    grade VARCHAR(12) NOT NULL,
    at TIMESTAMP,
    seen_at TIMESTAMP NOT NULL,
    made_by_id INTEGER REFERENCES staff (id),
    effect VARCHAR(12) NOT NULL
);
CREATE INDEX deliverychange_complaint_id ON delivery_change (complaint_id);
CREATE UNIQUE INDEX deliverychange_reply_id_grade ON delivery_change (reply_id, grade);
CREATE UNIQUE INDEX deliverychange_proof_id_grade ON delivery_change (proof_id, grade)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}

# What ended its step stays so; that it fell before there were grades is marked.
_BEFORE = "sebelum"
_ADD = "INSERT INTO delivery_change (complaint_id, reply_id, proof_id, grade, at, seen_at, made_by_id, effect)"
_SENT = "FROM outbox WHERE state = 'sent' AND ack"
# ruff: noqa: S608 - our own words only
_FILL = (
    # Of these the platform said nothing further; what is listed there, it has.
    f"{_ADD} SELECT complaint_id, id, NULL, 'handed', sent_at, sent_at, NULL, '' {_SENT} IN ('pending', 'failed')",
    f"{_ADD} SELECT complaint_id, id, NULL, 'vouched', COALESCE(settled_at, sent_at), COALESCE(settled_at, sent_at), "
    f"settled_by_id, '' {_SENT} = '' AND settled_at IS NOT NULL",
    f"{_ADD} SELECT complaint_id, id, NULL, 'accepted', sent_at, sent_at, NULL, '' {_SENT} "
    "IN ('sent', 'delivered', 'read', CASE WHEN settled_at IS NULL THEN '' ELSE 'sent' END)",
    f"{_ADD} SELECT complaint_id, id, NULL, 'reached', NULL, sent_at, NULL, '' {_SENT} IN ('delivered', 'read')",
    f"{_ADD} SELECT complaint_id, id, NULL, 'read', NULL, sent_at, NULL, '' {_SENT} = 'read'",
    f"{_ADD} SELECT complaint_id, id, NULL, 'failed', NULL, sent_at, NULL, '{_BEFORE}' {_SENT} = 'failed'",
    f"{_ADD} SELECT complaint_id, NULL, id, 'vouched', delivered_at, made_at, made_by_id, '' FROM delivery_proof",
    f"{_ADD} SELECT p.complaint_id, NULL, p.id, 'withdrawn', m.withdrawn_at, m.withdrawn_at, NULL, '{_BEFORE}' "
    "FROM delivery_proof p JOIN message m ON m.id = p.message_id WHERE m.withdrawn_at IS NOT NULL",
)
_LAST = "(SELECT {} FROM delivery_change d WHERE d.{} = {}.id ORDER BY d.id DESC LIMIT 1)"
_CACHE = (
    f"UPDATE outbox SET grade = {_LAST.format('d.grade', 'reply_id', 'outbox')}, "
    f"grade_at = {_LAST.format('d.at', 'reply_id', 'outbox')} WHERE state = 'sent'",
    "UPDATE outbox SET there_at = (SELECT MIN(d.at) FROM delivery_change d WHERE d.reply_id = outbox.id "
    "AND d.grade IN ('vouched', 'accepted')) WHERE state = 'sent'",
    f"UPDATE delivery_proof SET grade = {_LAST.format('d.grade', 'proof_id', 'delivery_proof')}, "
    f"grade_at = {_LAST.format('d.at', 'proof_id', 'delivery_proof')}",
)


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    for table in ("outbox", "delivery_proof"):
        migrator.migrate(
            migrator.add_column(table, "grade", CharField(max_length=12, default="")),
            migrator.add_column(table, "grade_at", DateTimeField(null=True)),
        )
    migrator.migrate(migrator.add_column("outbox", "there_at", DateTimeField(null=True)))
    for statement in (*_FILL, *_CACHE):
        db.execute_sql(statement)


def down(migrator, db):
    migrator.migrate(migrator.drop_column("outbox", "there_at"))
    for table in ("outbox", "delivery_proof"):
        migrator.migrate(migrator.drop_column(table, "grade_at"), migrator.drop_column(table, "grade"))
    db.execute_sql("DROP TABLE delivery_change")
