"""Draws the page of Meja Kerja and its parts, for whole pages and for updates alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request

from admin_app.case_page.reading import CaseView
from admin_app.cases.suggesting import subject_of, why_similar
from admin_app.clocks.case_clocks import proofs
from admin_app.forms import fields
from admin_app.forms.choices import choices, colleagues
from admin_app.forms.kept_form import NOTHING_KEPT, Kept
from admin_app.forms.own_fields import shown_rows
from admin_app.forms.stored_words import stored_words
from admin_app.papers.own.own_draft import own_draft
from admin_app.papers.paper_buttons import onward_words
from admin_app.queue.queue_asking import TABS, Asked
from admin_app.queue.queue_filters import FILTERS
from admin_app.queue.reading_queue import read_queue, reporter_name
from admin_app.shell import times
from admin_app.shell.stamping import stamp
from models.actions.cases.run_macro import macros_for, words_of
from models.actions.core.actor import Actor
from models.rules.cases.sop import MOVES, STAGES, Move, Stage
from models.rules.cases.workflow import closer_of, may_answer
from models.rules.clocks.pauses import CHOSEN_REASONS
from models.rules.clocks.statutory import SOURCE_LABELS
from models.rules.papers.documents import ENDED_WORDS, STATE_LABELS, DocumentState, paper_title
from models.rules.replies.delivery import CLAIMABLE, PURPOSES, ReplyState
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Macro

# Replies that have not left yet and may be taken back.
RECALLABLE = frozenset(str(state) for state in CLAIMABLE | {ReplyState.PARKED})


# The address says so where the notes stand open.
NOTES = "mode=catatan"


# Replaces the error's own sentence: the refused page is up to date, so there is nothing to reload.
STALE = (
    "Kasus ini baru saja diubah petugas lain. Keadaan terbaru sudah tampil dan yang Anda ketik tetap ada: "
    "periksa sebelum mencoba lagi."
)


# What the parts are drawn from whoever looks.
_ALWAYS: Mapping[str, object] = {
    "tabs": TABS,
    "filters": FILTERS,
    "stages": STAGES,
    "moves": MOVES,
    "purposes": PURPOSES,
    "paper_title": paper_title,
    "document_states": STATE_LABELS,
    "ended_words": ENDED_WORDS,
    "onward_words": onward_words,
    "recallable": RECALLABLE,
    "fields": fields,
    "colleagues": colleagues,
    "choices": choices,
    "shown_rows": shown_rows,
    "stored_words": stored_words,
    "own_draft": own_draft,
    "times": times,
    "stamp": stamp,
    "subject_of": subject_of,
    "why_similar": why_similar,
    "source_labels": SOURCE_LABELS,
    "pause_reasons": CHOSEN_REASONS,
    "proofs_of": proofs,
    "name_of": reporter_name,
    "closer": lambda facts: ROLES[closer_of(facts)].label,
    "Stage": Stage,
    "Move": Move,
    "DocumentState": DocumentState,
}


def words(
    actor: Actor, now: datetime, asked: Asked, seen: CaseView | None, kept: Kept, present: Sequence[object] = ()
) -> dict[str, object]:
    """Return the variables for the templates of every part of the page."""
    return {
        **_ALWAYS,
        "actor": actor,
        "now": now,
        "asked": asked,
        "seen": seen,
        "kept": kept,
        "present": present,
        "macros": read_macros(actor) if seen else (),
        "may_answer": may_answer_on(actor, seen.facts.recused if seen else ()),
        "may_settle": _may(actor, Permission.SETTLE_REPLY),
        "may_see_papers": _may(actor, Permission.SEE_MONTHS),
        "may_join": _may(actor, Permission.JOIN_CONTACTS),
        "may_read": _may(actor, Permission.READ_MESSAGES),
        "notes_open": kept.form == "catatan" or NOTES in request.query_string.decode("ascii", "replace").split("&"),
    }


def draw_parts(
    actor: Actor, now: datetime, asked: Asked, seen: CaseView | None, present: Sequence[object]
) -> dict[str, str]:
    """Return the parts that an update replaces, drawn, by name."""
    context = words(actor, now, asked, seen, NOTHING_KEPT, present)
    queue = read_queue(asked, actor, now)
    parts = {"antrean": render_template("queue/queue.html", queue=queue, **context)}
    if seen is not None:
        parts["percakapan"] = render_template("case_page/conversation.html", **context)
        parts["kasus"] = render_template("case_page/panel.html", **context)
    return parts | {"judul": TITLE}


TITLE = "Meja Kerja"  # the number before it is a signal each officer may choose


def may_answer_on(actor: Actor, recused: Collection[Role]) -> bool:
    """Whether this person may write to the citizen of a case on which these posts are passed over."""
    return any(may_answer(role, recused) for role in actor.roles)


def _may(actor: Actor, permission: Permission) -> bool:
    return actor.role is not None and actor.may(permission)


@dataclass(frozen=True)
class MacroShown:
    """One macro, with what it will do in words, and what it never does."""

    macro_id: int
    name: str
    will: str
    text_code: str
    goes_on: bool


def read_macros(actor: Actor) -> list[MacroShown]:
    """Read the macros this person may run."""
    return [_shown(macro) for macro in macros_for(actor)]


def _shown(macro: Macro) -> MacroShown:
    will = "; ".join(words_of(macro))
    onward = "; lalu membuka kasus berikutnya" if macro.goes_on else ""
    return MacroShown(
        macro.id, macro.name, f"Akan: {will}{onward}. Tidak mengirim pesan.", macro.text_code, macro.goes_on
    )
