"""Messages ticked in a list or conversation, and the complaint whose number was typed."""

from datetime import datetime

from werkzeug.datastructures import MultiDict

from admin_app.forms.submission import INCOMPLETE
from admin_app.search.searching import numbered
from models.actions.cases.link_messages import add_messages
from models.actions.cases.split_complaint import split_complaint
from models.actions.core.actor import Actor
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.tables import Complaint
from models.tables.privacy.visible import visible


def link_ticked(form: MultiDict[str, str], actor: Actor, now: datetime) -> tuple[Complaint, str]:
    """Do what the button says with ticked messages; return the complaint they are in now, and the sentence shown."""
    messages, key = ticked_in(",".join(form.getlist("pesan"))), form.get("form_key", "")
    if form.get("aksi") == "baru":
        case = split_complaint(messages, actor, now, form_key=key)
        return case, f"{case.number} dibuat dari {len(messages)} pesan."
    if form.get("aksi") == "tambah":
        target = case_numbered(form.get("nomor", ""), actor)
        return add_messages(messages, target.id, actor, now, form_key=key), f"{len(messages)} pesan masuk ke sini."
    raise RuleBroken(INCOMPLETE)


def ticked_in(typed: str) -> set[int]:
    """Return the ids of ticked messages, given with commas between. Raises RuleBroken where one is not a number."""
    parts = [part for part in typed.split(",") if part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts):
        raise RuleBroken(INCOMPLETE)
    return {int(part) for part in parts}


def case_numbered(typed: str, actor: Actor) -> Complaint:
    """Return the visible complaint of a typed number, whole or its last digits. Raises RuleBroken."""
    number = storable(typed).strip()
    condition = numbered(number)
    if condition is None:
        raise RuleBroken("Pilih pengaduannya, atau ketik nomornya, misalnya ADU-2026-000012 atau 12.")
    query = Complaint.select().where(condition & visible(actor.scope)).order_by(Complaint.id.desc())
    found: Complaint | None = query.first()
    if found is None:
        raise RuleBroken(f"Tidak ada pengaduan bernomor {number} yang dapat Anda lihat.")
    return found
