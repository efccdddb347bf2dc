"""Chooses the archive code of a type of paper, or of a category's files, from a day on."""

from collections.abc import Container
from datetime import date, datetime

from peewee import IntegrityError

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.own_types.catalogue import catalogue
from models.actions.papers.numbers.archive_codes import CATEGORY, PAPER, archive_codes, codes_of_types
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.retention.scheme import check_choice
from models.rules.staff.permissions import Permission
from models.tables import Category, CodeChoice, database


def choose_code(
    subject: str, code: str, valid_from: date, actor: Actor, now: datetime, *, form_key: str | None = None
) -> CodeChoice:
    """Choose a code that is in force on that day. Raises RuleBroken where it is not, or would change what was."""
    actor.demand(Permission.KEEP_RETENTION)
    try:
        return _choose(subject, code, valid_from, actor, now, form_key)
    except IntegrityError as err:  # PostgreSQL: two at once
        raise RuleBroken(
            "Orang lain baru saja memilih kode untuk ini mulai tanggal itu. Muat ulang halaman, lalu periksa."
        ) from err


def _choose(
    subject: str, code: str, valid_from: date, actor: Actor, now: datetime, form_key: str | None
) -> CodeChoice:
    with database.atomic():
        spend_form_key(form_key, actor, now)
        if subject not in subjects():
            raise RuleBroken("Pilih jenis naskah atau kategori yang diberi kode.")
        codes = archive_codes()
        if code not in codes.offered(valid_from):
            raise RuleBroken(f"Kode “{code[:20]}” tidak ada dalam skema yang berlaku pada tanggal itu.")
        # A code that no scheme has any more says nothing: another in its place shortens nothing.
        has_one = _has_one(subject, codes.choices) and not codes.is_lost(subject, valid_from)
        has_one = has_one or codes_of_types(valid_from).get(subject.removeprefix(PAPER)) in codes.in_force(valid_from)
        check_choice(valid_from, to_wib(now).date(), has_one)
        before = codes.chosen(subject, valid_from)
        same = (CodeChoice.subject == subject) & (CodeChoice.valid_from == valid_from)
        CodeChoice.delete().where(same).execute()  # not yet, or only today, in force: typed anew
        made = CodeChoice.create(
            subject=subject, code=code, valid_from=valid_from, made_by=actor.person_id, made_at=now
        )
        after = f"{code} mulai {valid_from:%d-%m-%Y}"
        audit_trail.write(actor, now, AuditEvent("pilih_kode_arsip", f"code_choice:{subject}", before, after))
        return made


def _has_one(subject: str, choices: Container[str]) -> bool:
    """Whether a code holds for this subject already: its own, or for a category that of all categories."""
    return subject in choices or (subject.startswith(CATEGORY) and CATEGORY in choices)


def subjects() -> dict[str, str]:
    """Return what may be given a code: numbered types of paper, categories, and all categories without their own."""
    papers = {f"{PAPER}{code}": row.title for code, row in catalogue().items() if row.numbered}
    rows = Category.select().order_by(Category.position, Category.id)
    return papers | {CATEGORY: "Semua kategori lain"} | {f"{CATEGORY}{row.key}": row.label for row in rows}
