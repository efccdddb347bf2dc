"""What a screen does with something that one person alone must not do: it asks, and says that it waits."""

from typing import Any

from flask import current_app

from admin_app.shell.access import now, signed_in_actor
from models.actions.core.second.kinds import Kind
from models.actions.core.second.needed import needs_second
from models.actions.core.second.requests import Wish, ask, named, waiting
from models.actions.core.second.rows import HeldRows, wish_for
from models.tables import SecondRequest
from models.tables.core.secrets import load_key

WAITS = "Belum berlaku: menunggu persetujuan orang kedua, yang sudah diberi tahu. Lihat Sistem › Persetujuan."


def ask_second(wish: Wish, form_key: str | None = None) -> SecondRequest:
    """Ask a second person for what was entered on a screen. Needs a transaction."""
    key = load_key(current_app.config["ADUAN"].secret_key_file)
    return ask(wish, key, signed_in_actor(), now(), form_key=form_key)


def ask_row(rows: HeldRows, row: Any) -> str:
    """Keep a changed row for a second person and return what is said of it; empty where nobody second is needed."""
    if not needs_second(signed_in_actor(), rows.permission):
        return ""
    ask_second(wish_for(rows, row))
    return WAITS


def waiting_of(*kinds: Kind) -> list[str]:
    """Return what of these kinds waits for a second person, each in a few words."""
    known = {kind.key: kind for kind in kinds}
    rows = SecondRequest.select().where(waiting(now()) & SecondRequest.kind.in_(list(known)))
    return [named(known[row.kind], row) for row in rows.order_by(SecondRequest.id)]
