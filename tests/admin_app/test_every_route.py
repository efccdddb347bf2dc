"""Every route as every role: a new route fails here until somebody wrote down who may open it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from models.rules.staff import permissions
from models.rules.staff.permissions import Deed
from models.rules.staff.roles import Role, Section
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import a_full_office

Open = Callable[[Role | str], Browser]

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
OPEN = frozenset({"signing_in.login", "signing_in.check_login", "health.healthz", "health.readyz", "health.metrics"})
# Opened by the platform's signature, not by a sign-in, and closed to everything else: channels/test_push.py.
SIGNED = frozenset({"push.confirm", "push.receive"})
STATIC = frozenset({"static", "admin.static"})


def who(deed: Deed | None) -> frozenset[Role]:
    """The roles that may do a deed."""
    return EVERYBODY if deed is None else permissions.PERMISSIONS[deed]


# screen: who may look, who may add and change rows, who may take it away as a file
LISTS: dict[str, tuple[Deed | None, Deed | None, Deed | None]] = {
    "complaints": (Deed.READ_CASES, None, Deed.EXPORT),
    "messages": (Deed.READ_CASES, None, Deed.EXPORT),
    "documents": (Deed.READ_DOCUMENTS, None, Deed.EXPORT),
    "outbox": (Deed.READ_OUTBOX, None, Deed.EXPORT),
    "quarantine": (Deed.READ_MESSAGES, None, None),
    "gaps": (Deed.READ_MESSAGES, None, None),
    "holidays": (None, Deed.KEEP_CALENDAR, None),
    "working_hours": (None, Deed.KEEP_CALENDAR, None),
    "limits": (None, Deed.KEEP_STATUTORY, None),
    "sop_versions": (None, None, None),
    "officials": (Deed.KEEP_OFFICE, Deed.KEEP_OFFICE, None),
    "office_holders": (Deed.KEEP_OFFICE, Deed.KEEP_OFFICE, None),
    "classifications": (Deed.KEEP_OFFICE, Deed.KEEP_OFFICE, None),
    "categories": (Deed.KEEP_CATEGORIES, Deed.KEEP_CATEGORIES, None),
    "record_classes": (Deed.KEEP_RETENTION, Deed.KEEP_RETENTION, None),
    "suggestion_rules": (Deed.KEEP_SUGGESTIONS, Deed.KEEP_SUGGESTIONS, None),
    "delegations": (Deed.KEEP_OFFICE, Deed.KEEP_OFFICE, None),
    "office_profile": (Deed.KEEP_OFFICE, Deed.KEEP_OFFICE, None),
    "reply_texts": (Deed.KEEP_TEXTS, Deed.KEEP_TEXTS, None),
    "macros": (Deed.KEEP_MACROS, Deed.KEEP_MACROS, None),
    "staff": (Deed.KEEP_ACCOUNTS, None, None),
    "audit": (Deed.SEE_AUDIT, None, Deed.SEE_AUDIT),
}
# What every list refuses to everybody.
CLOSED = ("delete_view", "action_view", "ajax_lookup", "ajax_update")
# A row of these lists is not added on the screen.
NOT_ADDED = ("office_profile",)
# route: who may, beside the routes of the lists
OTHERS: dict[str, frozenset[Role]] = {
    "admin.index": EVERYBODY,
    "signing_in.logout": EVERYBODY,
    "meja.index": who(Deed.READ_CASES),
    "meja.case": who(Deed.READ_CASES),
    "meja.press": who(Deed.READ_CASES),
    "meja.news": who(Deed.READ_CASES),
    "meja.typing": who(Deed.READ_CASES),
    "taking.index": who(Deed.READ_CASES),
    **dict.fromkeys(("bulk.index", "bulk.preview", "bulk.run"), who(Deed.READ_CASES)),
    **dict.fromkeys(("queue_views.index", "queue_views.keep", "queue_views.move"), who(Deed.READ_CASES)),
    **dict.fromkeys(("queue_views.drop", "queue_views.begin"), who(Deed.READ_CASES)),
    "keys.choose": EVERYBODY,
    **dict.fromkeys(
        (f"field_checks.{name}" for name in ("index", "one", "hand_in", "add_photo", "remove_photo")),
        who(Deed.WRITE_REPORT),
    ),
    **dict.fromkeys(("page_news.header", "page_news.there"), EVERYBODY),
    **dict.fromkeys(("own_account.change_signals", "own_account.back_again"), EVERYBODY),
    "notices.index": EVERYBODY,
    "notices.open": EVERYBODY,
    "notices.see_all": EVERYBODY,
    "own_account.show": EVERYBODY,
    "own_account.change_password": EVERYBODY,
    "own_account.change_messages": EVERYBODY,
    "own_account.change_theme": EVERYBODY,
    "own_account.change_menu": EVERYBODY,
    "own_account.end_others": EVERYBODY,
    "own_account.second_factor": EVERYBODY,
    "own_account.change_second_factor": EVERYBODY,
    "attachment_files.download": who(Deed.READ_CASES),
    "attachment_files.preview": who(Deed.READ_CASES),
    "attachment_files.proof": who(Deed.READ_CASES),
    "attachment_files.photo": who(Deed.READ_CASES),
    "media_files.play": who(Deed.READ_CASES),
    "search.index": who(Deed.READ_CASES),
    "answer_files.sent": who(Deed.READ_CASES),
    "answer_files.preview": who(Deed.READ_CASES),
    "answer_files.put": who(Deed.WRITE_REPLY),
    "answer_files.take_away": who(Deed.WRITE_REPLY),
    "answer_files.waiting": frozenset({Role.PENGELOLA}),  # whose file it is
    "suggestion_rules.try_out": who(Deed.KEEP_SUGGESTIONS),
    **dict.fromkeys((f"setup.{name}" for name in ("index", "step", "press", "letterhead")), who(Deed.KEEP_OFFICE)),
    "retention.index": who(Deed.HOLD_FILE),
    "retention.press": who(Deed.HOLD_FILE),
    "retention.record": who(Deed.HOLD_FILE),
    "personal_data.index": who(Deed.CORRECT_DATA),
    "personal_data.person": who(Deed.CORRECT_DATA),
    "personal_data.correct": who(Deed.CORRECT_DATA),
    "personal_data.hand_out": who(Deed.CORRECT_DATA) & who(Deed.HAND_OUT_DATA),
    "filing.index": who(Deed.FILE_COMPLAINT),
    "filing.file": who(Deed.FILE_COMPLAINT),
    "chat_import.index": who(Deed.FILE_COMPLAINT),
    "chat_import.preview": who(Deed.FILE_COMPLAINT),
    "chat_import.run": who(Deed.FILE_COMPLAINT),
    "confidentiality.index": who(Deed.READ_CASES),
    "confidentiality.one": who(Deed.READ_CASES),
    "confidentiality.look": who(Deed.READ_CASES),
    "confidentiality.press": who(Deed.READ_CASES),
    "hand_overs.index": who(Deed.HAND_OVER),
    "hand_overs.add": who(Deed.HAND_OVER),
    "hand_overs.end": who(Deed.HAND_OVER),
    "messages.link": who(Deed.LINK_CASES),
    "persons.index": who(Deed.JOIN_CONTACTS),
    "persons.join": who(Deed.JOIN_CONTACTS),
    "persons.part": who(Deed.JOIN_CONTACTS),
    "documents.download": who(Deed.READ_DOCUMENTS),
    "documents.look": who(Deed.READ_DOCUMENTS),
    "documents.pdf": who(Deed.READ_DOCUMENTS),
    "documents.signed_copy": who(Deed.READ_DOCUMENTS),
    "dossiers.index": who(Deed.PRINT_DOSSIER),
    "dossiers.one": who(Deed.PRINT_DOSSIER),
    "dossiers.make": who(Deed.PRINT_DOSSIER),
    "dossiers.pdf": who(Deed.PRINT_DOSSIER),
    "dossiers.archive": who(Deed.PRINT_DOSSIER),
    "numbering.index": who(Deed.SEE_MONTHS),
    "numbering.grant": who(Deed.SEE_MONTHS) & who(Deed.REGISTER_NUMBER),
    "numbering.download": who(Deed.SEE_MONTHS) & who(Deed.EXPORT),
    "office_papers.index_view": who(Deed.SEE_MONTHS),
    "office_papers.draft": who(Deed.SEE_MONTHS),
    "office_papers.one": who(Deed.SEE_MONTHS),
    "office_papers.press": who(Deed.SEE_MONTHS),
    "office_papers.download": who(Deed.SEE_MONTHS),
    "office_papers.pdf": who(Deed.SEE_MONTHS),
    "office_papers.signed_copy": who(Deed.SEE_MONTHS),
    "admin.dispose": who(Deed.READ_CASES),
    "dashboard.index": who(Deed.SEE_DASHBOARD),
    "dashboard.chart": who(Deed.SEE_DASHBOARD),
    "dashboard.csv": who(Deed.SEE_DASHBOARD),
    "dashboard.workbook": who(Deed.SEE_DASHBOARD),
    "reports.index": who(Deed.SEE_REPORTS),
    "reports.chart": who(Deed.SEE_REPORTS),
    "reports.numbers": who(Deed.SEE_REPORTS),
    "reports.workbook": who(Deed.SEE_REPORTS),
    "months.index": who(Deed.SEE_MONTHS),
    "months.close": who(Deed.CLOSE_MONTH),
    "months.correct": who(Deed.CLOSE_MONTH),
    "months.download": who(Deed.SEE_MONTHS) & who(Deed.EXPORT),
    "templates.index": who(Deed.ACTIVATE_TEMPLATES),
    "templates.one": who(Deed.ACTIVATE_TEMPLATES),
    "templates.download": who(Deed.ACTIVATE_TEMPLATES),
    "templates.look": who(Deed.ACTIVATE_TEMPLATES),
    "templates.example_pdf": who(Deed.ACTIVATE_TEMPLATES),
    "templates.example_word": who(Deed.ACTIVATE_TEMPLATES),
    "templates.activate": who(Deed.ACTIVATE_TEMPLATES),
    "templates.shipped": who(Deed.ACTIVATE_TEMPLATES),
    "templates.upload": who(Deed.KEEP_TEMPLATES),
    "outbox.settle": who(Deed.SETTLE_REPLY),
    "outbox.take_back": who(Deed.WRITE_REPLY),
    "quarantine.settle": who(Deed.READ_MESSAGES),
    "gaps.settle": who(Deed.READ_MESSAGES),
    "channels.index": who(Deed.SEE_CHANNELS),
    "channels.switch": who(Deed.KEEP_CHANNELS),
    "channels.add": who(Deed.KEEP_CHANNELS),
    "channels.change": who(Deed.KEEP_CHANNELS),
    "channels.test": who(Deed.KEEP_CHANNELS),
    "channels.result": who(Deed.SEE_CHANNELS),
    "limits.replace": who(Deed.KEEP_STATUTORY),
    **dict.fromkeys((f"sop_versions.{name}" for name in ("compose", "change", "withdraw")), who(Deed.KEEP_SOP)),
    **dict.fromkeys(("guide.index", "guide.one", "guide.picture", "guide.quick"), EVERYBODY),
    "work_calendar.index": EVERYBODY,
    "work_calendar.add": who(Deed.KEEP_CALENDAR),
    "work_calendar.end": who(Deed.KEEP_CALENDAR),
    "look.index": who(Deed.KEEP_ACCOUNTS),
    "staff.add": who(Deed.KEEP_ACCOUNTS),
    "staff.change": who(Deed.KEEP_ACCOUNTS),
    "staff.new_password": who(Deed.KEEP_ACCOUNTS),
    "staff.drop_code": who(Deed.KEEP_ACCOUNTS),
}


def allowed(endpoint: str) -> frozenset[Role] | None:
    """The roles a route is open to, None where nobody wrote it down."""
    if endpoint in OTHERS:
        return OTHERS[endpoint]
    screen, _, name = endpoint.partition(".")
    if screen not in LISTS:
        return None
    look, edit, export = LISTS[screen]
    if name in ("create_view", "edit_view"):
        closed = edit is None or (name == "create_view" and screen in NOT_ADDED)
        return NOBODY if closed else who(look) & who(edit)
    if name == "export":
        return who(look) & who(export) if export else NOBODY
    return {"index_view": who(look), "details_view": who(look)}.get(name, NOBODY if name in CLOSED else None)


def rules(app: Flask) -> list[Rule]:
    """Every route but the program's own files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in STATIC | SIGNED]


def test_S21_every_route_says_who_may_open_it(app: Flask) -> None:
    unlisted = [rule.endpoint for rule in rules(app) if rule.endpoint not in OPEN and allowed(rule.endpoint) is None]
    assert unlisted == []


def address(rule: Rule, sample: dict[str, Any]) -> str:
    """Fill a route with ids of rows that exist."""
    screen, _, name = rule.endpoint.partition(".")
    of_case = dict.fromkeys(("meja", "admin", "dossiers", "field_checks"), "complaints")
    own = {"meja.draft": "documents", "answer_files.waiting": "waiting_file"}
    own |= dict.fromkeys(("answer_files.put", "answer_files.take_away"), "complaints")
    key = own.get(rule.endpoint, of_case.get(screen, screen))
    path = rule.rule.replace("<export_type>", "csv").replace("<public_id>", str(sample.get(key, "")))
    path = (
        path.replace("<deed>", "pindah")
        .replace("<code>", "ND-TERUS")
        .replace("<page>", "pengelola")
        .replace("<key>", "latihan")
        .replace("<picture>", "identifikasi.png")
        .replace("<int:proof_id>", str(sample.get("proof", "")))
        .replace("<int:list_id>", str(sample.get("retention", "")))
        .replace("<int:photo_id>", str(sample.get("photo", "")))
    )
    wants_id = name in ("details_view", "edit_view", "change", "new_password", "drop_code", "result", "replace")
    return f"{path}?id={sample[screen]}" if wants_id else path


@pytest.mark.parametrize("role", Role)
def test_S21_every_route_as_every_role(role: Role, app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    section = Section.INTELDAKIM if role is Role.KASI_INTELDAKIM else Section.LALINTALKIM
    sample = a_full_office(sqlite_account, app, section)
    browser = signed_in(role)
    wrong = []
    for rule in rules(app):
        if rule.endpoint in OPEN or rule.endpoint == "signing_in.logout":
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            path = address(rule, sample)
            answer = browser.get(path) if method == "GET" else browser.post(path)
            open_to_role = role in (allowed(rule.endpoint) or NOBODY)
            # A form without its fields is refused (409), which only who may send it learns.
            good = (
                (200, 204, 302, 303, 404, 409)
                if open_to_role and method == "POST"
                else (200, 204, 302)
                if open_to_role
                else (403, 404)
            )
            if answer.status_code not in good:
                wrong.append(f"{method} {path}: {answer.status_code}, open: {open_to_role}")
    assert wrong == []


def test_anonymous_people_reach_nothing_but_signing_in_and_health(app: Flask, browser: Browser) -> None:
    for rule in rules(app):
        if rule.endpoint in OPEN:
            continue
        path = rule.rule.replace("<export_type>", "csv").replace("<public_id>", "x").replace("<deed>", "x")
        if "GET" in (rule.methods or set()):
            answer = browser.get(path)
            assert (answer.status_code, answer.headers["Location"][:6]) == (302, "/login"), path
        if "POST" in (rule.methods or set()):
            assert browser.client.post(path).status_code == 401, path


def test_S4_no_form_is_taken_without_its_token(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    for rule in rules(app):
        if "POST" in (rule.methods or set()):
            path = rule.rule.replace("<public_id>", "x").replace("<deed>", "x")
            answer = browser.client.post(path, data={"csrf_token": "made-up"})
            assert answer.status_code == 400, path
            assert "Formulir kedaluwarsa" in text(answer)


def test_S5_nothing_changes_by_opening_an_address(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    for rule in app.url_map.iter_rules():
        if rule.methods and "POST" in rule.methods and "GET" not in rule.methods:
            path = rule.rule.replace("<public_id>", "x")
            if not any(
                other.rule == rule.rule and "GET" in (other.methods or ()) for other in app.url_map.iter_rules()
            ):
                assert browser.get(path).status_code in (404, 405), path
