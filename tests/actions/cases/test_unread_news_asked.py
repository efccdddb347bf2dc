"""Every move of the table, and everything else that ends a case, a step or a conversation, asks over the unread."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.actions.core import move_complaint as moving
from models.actions.core.move_complaint import move_complaint
from models.actions.core.unread_news import Look
from models.rules.cases.sop import MOVES, STAGES
from models.rules.core.errors import UnreadNews
from models.rules.staff.roles import Role
from models.tables import Complaint, History
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

ROOT = Path(__file__).parents[3]


def test_every_move_of_the_table_asks_about_what_came_since_its_form(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(sqlite_account)
    form = Look(case.news)
    take_in(sqlite_account, citizen_message("BELUM BERES!"))
    monkeypatch.setattr(moving, "check_move", lambda role, facts, move, *words: MOVES[move])
    silent = []
    for move, row in MOVES.items():
        for origin in row.origins:
            Complaint.update(stage=str(origin), open=STAGES[origin].open).where(Complaint.id == case.id).execute()
            try:
                move_complaint(case.id, move, actor(Role.PENGELOLA), NOW, reason="alasan", look=form)
                silent.append(move)
            except UnreadNews:
                assert Complaint.get_by_id(case.id).stage == origin
    assert silent == []
    assert History.select().where(History.move != "terima").count() == 0


# What changes a stage, ends a step, or is the last press before a delivery does: handed what its form had shown.
ENDING = {
    *("move_complaint", "make_move", "follow", "end_step", "merge_complaints", "merge", "undo_split"),
    *("withdraw_memo", "record_proof", "queue_reply", "answer_all", "submit_signature", "ask_first"),
}
# Without a form: what the agent or an operator does, and what a caller has asked about before.
WITHOUT = {
    "models/actions/core/move_complaint.py:make_move": "asks itself, then follows the row",
    "models/actions/core/move_complaint.py:_end": "part of a move that asked",
    "models/actions/cases/merge_complaints.py:merge_complaints": "asks itself",
    "models/actions/cases/merge_complaints.py:merge": "part of a merge that asked",
    "models/actions/cases/split_complaint.py:undo_split": "asks itself",
    "models/actions/papers/withdraw_memo.py:withdraw_memo": "asks itself",
    "models/actions/papers/pending_signatures.py:_sign": "asked when the button was pressed, and carried out later",
    "models/actions/replies/reply_outcome.py:_move_on": "a tick arrives",
    "models/actions/replies/fallen_answers.py:_follow": "the platform took its word back",
    "models/actions/replies/answer_merged.py:answer_all": "the copies to citizens of merged complaints",
    "admin_app/cli/replying.py:reply": "an operator at the command line sees no form",
    "admin_app/papers/office_papers_screen.py:_sign": "a paper of the office itself",
    "models/actions/retention/over.py:_pages": "merges sorted lists",
    "models/actions/retention/destruction/repeat.py:_one": "what was destroyed is destroyed again after a restore",
    "admin_app/papers/papers.py:submit_signature": "hands on what it is given",
}


def endings() -> Iterator[tuple[str, bool]]:
    """Yield every call that ends something, by file and function, and whether it says what its form had shown."""
    for folder in ("models/actions", "admin_app", "sync_agent"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for function in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    yield from ((f"{file.relative_to(ROOT)}:{function.name}", told) for told in calls(function))


def calls(function: ast.FunctionDef) -> Iterator[bool]:
    """Yield for each ending call in a function whether it is handed a look."""
    for call in ast.walk(function):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in ENDING:
                words = {keyword.arg for keyword in call.keywords}
                given = {part.attr for part in ast.walk(call) if isinstance(part, ast.Attribute)}
                yield "look" in words | given


def test_nothing_is_ended_without_saying_what_its_form_had_shown() -> None:
    found = list(endings())
    assert {place for place, told in found if not told} <= set(WITHOUT)
    assert set(WITHOUT) <= {place for place, _ in found}, "an exception that is none any more"
