"""Words being typed, as open pages send and read them: with what the page has seen, the time and the version."""

from collections.abc import Mapping
from datetime import datetime

from flask import jsonify
from flask.typing import ResponseReturnValue

from admin_app.forms.finding_case import find_case
from admin_app.shell import times
from admin_app.shell.access import now, signed_in_actor
from models.actions.cases.keep_draft import Keeping, KeptDraft, Writing, drafts_of, keep_draft, was_sent
from models.actions.core.actor import Actor
from models.rules.core.errors import NotPermitted

# How the fields of a form being typed are named in what its page sends.
_WORDS = "isi:"
_LONGEST_NUMBER = 9
_OTHER_PERSON = "Ketikan ini milik akun lain. Masuk kembali sebagai pemiliknya."


def take_typed(public_id: str, form: Mapping[str, str]) -> ResponseReturnValue:
    """Keep what a page sends of one of its forms, or say whether it was sent; 409 where both texts must be seen.

    Raises NotPermitted for words that another account typed in the same browser.
    """
    case, actor = find_case(public_id, signed_in_actor()), signed_in_actor()
    if form.get("akun", actor.username) != actor.username:
        raise NotPermitted(_OTHER_PERSON)
    key = form.get("form_key", "")
    if form.get("tanya"):
        return jsonify(keadaan=str(Keeping.SENT) if key and was_sent(key) else "belum")
    values = {name.removeprefix(_WORDS): text for name, text in form.items() if name.startswith(_WORDS)}
    writing = Writing(form.get("versi", ""), form.get("halaman", ""), _number(form.get("urut", "")))
    kept = keep_draft(case.id, form.get("form", ""), values, actor, now(), form_key=key, writing=writing)
    answer = {"keadaan": str(kept.course)} | _told(kept.draft, now())
    return jsonify(answer), 409 if kept.course is Keeping.OTHER else 200


def drafts_told(complaint_id: int, actor: Actor, moment: datetime) -> dict[str, dict[str, object]]:
    """Return this officer's drafts of a case as its page's script reads them, by form."""
    return {form: _told(draft, moment) for form, draft in drafts_of(complaint_id, actor).items()}


def _told(draft: KeptDraft | None, moment: datetime) -> dict[str, object]:
    if draft is None:
        return {"isi": None, "versi": "", "pukul": "", "halaman": "", "urut": 0}
    near = times.near(draft.saved_at, moment)
    told = f"pukul {near}" if near[:1].isdigit() else near
    words = {"isi": draft.values, "versi": draft.version, "pukul": told}
    return words | {"halaman": draft.page, "urut": draft.turn}


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else 0
