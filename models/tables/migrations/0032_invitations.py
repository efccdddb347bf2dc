"""Adds invitations from a comment into a private conversation, and mends the prepared texts that promised too much.

Only texts an office left as they were delivered are changed: those that only pointed elsewhere no longer answer.
"""

import re

from peewee import BooleanField, SqliteDatabase, Table

_FIRST = (
    "Yth. {{nama}},\nTerima kasih telah menghubungi {{kantor}}. Pengaduan Saudara sudah kami terima dan kami catat "
    "dengan Nomor {{nomor}}. Kami sedang meneruskannya kepada {}; jawabannya kami sampaikan {}. "
    "Data Saudara hanya kami pakai untuk menangani pengaduan ini."
)
_FIRST_EN = (
    "Dear {{nama}},\nThank you for contacting {{kantor}}. Your complaint has been received and registered as number "
    "{{nomor}}. We are forwarding it to the {} in charge and will {}. Your data is used only to handle "
    "this complaint."
)
_ANSWER = "Yth. {{nama}},\nTerima kasih atas pengaduan Nomor {{nomor}}.\n{{jawaban}}\n{} nomor tersebut.\n{{kantor}}"
_ANSWER_EN = (
    "Dear {{nama}},\nThank you for your complaint number {{nomor}}.\n{{isi jawaban dalam bahasa Inggris}}\n"
    "If you are not satisfied, please {} and mention the number.\n{{kantor}}"
)
# code: the text as it was delivered, what it becomes, its purpose
CHANGED = {
    "jawab-umum": (
        "Terima kasih atas pengaduan {nomor}. Sudah kami tindak lanjuti; rinciannya kami sampaikan lewat pesan "
        "pribadi.",
        "Terima kasih atas pengaduan {nomor}. {jawaban}",
        "jawaban",
    ),
    "jawab-umum-en": (
        "Thank you for complaint {nomor}. It has been followed up; we send the details in a private message.",
        "Thank you for complaint {nomor}. {isi jawaban dalam bahasa Inggris}",
        "jawaban",
    ),
    "tanya-umum": (
        "Terima kasih sudah bertanya. Silakan kirim pesan pribadi kepada kami agar dapat kami jawab lengkap.",
        "Terima kasih sudah bertanya. Agar kami jawab lengkap, kirim kode {kode} ke {jalur}",
        "undangan",
    ),
    "tanya-umum-en": (
        "Thank you for asking. Please send us a private message so that we can answer in full.",
        "Thank you for asking. To get a full answer, send code {kode} to {jalur}",
        "undangan",
    ),
    "awal": (
        _FIRST.format("seksi yang menangani", "lewat percakapan ini"),
        _FIRST.format("pejabat yang berwenang", "kepada Saudara"),
        "tanggapan_awal",
    ),
    "awal-en": (
        _FIRST_EN.format("section", "answer in this conversation"),
        _FIRST_EN.format("officers", "send you our answer"),
        "tanggapan_awal",
    ),
    "jawab": (
        _ANSWER.format("Apabila belum puas, Saudara dapat membalas pesan ini dengan menyebut"),
        _ANSWER.format("Apabila belum puas, hubungi kami kembali dengan menyebut"),
        "jawaban",
    ),
    "jawab-en": (
        _ANSWER_EN.format("reply to this message"),
        _ANSWER_EN.format("contact us again"),
        "jawaban",
    ),
}


_TABLES = """
CREATE TABLE invitation (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    reply_id INTEGER NOT NULL REFERENCES outbox (id),
    reminder_id INTEGER REFERENCES outbox (id),
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    code VARCHAR(12) NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX invitation_complaint_id ON invitation (complaint_id);
CREATE UNIQUE INDEX invitation_reply_id ON invitation (reply_id);
CREATE UNIQUE INDEX invitation_code ON invitation (code);
CREATE TABLE invitation_claim (
    id SERIAL PRIMARY KEY,
    invitation_id INTEGER NOT NULL REFERENCES invitation (id),
    thread_id INTEGER NOT NULL REFERENCES thread (id),
    message_id INTEGER NOT NULL REFERENCES message (id),
    word VARCHAR(20) NOT NULL,
    made_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    proof_id INTEGER REFERENCES message (id),
    confirmed_by_id INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL
);
CREATE INDEX invitationclaim_invitation_id ON invitation_claim (invitation_id);
CREATE INDEX invitationclaim_thread_id ON invitation_claim (thread_id);
CREATE UNIQUE INDEX invitationclaim_invitation_id_thread_id ON invitation_claim (invitation_id, thread_id)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(migrator.add_column("complaint", "unreachable", BooleanField(default=False)))
    texts = Table("reply_template", ("id", "code", "text", "purpose")).bind(db)
    for code, (old, new, purpose) in CHANGED.items():
        texts.update(text=new, purpose=purpose).where((texts.code == code) & (texts.text == old)).execute()


def down(migrator, db):
    migrator.migrate(migrator.drop_column("complaint", "unreachable"))
    for table in ("invitation_claim", "invitation"):
        db.execute_sql(f"DROP TABLE {table}")
