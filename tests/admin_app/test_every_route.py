"""Every route as every role: a new route fails here until somebody wrote down who may open it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role, Section
from tests.admin_app.browsing import Browser, text
from tests.admin_app.frame_once import frame_once
from tests.admin_app.samples import a_full_office, blackened_in, breach_known

Open = Callable[[Role | str], Browser]

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
OPEN = frozenset(
    {"signing_in.login", "signing_in.check_login", "entry.show", "entry.enter"}
    | {"health.healthz", "health.readyz", "metrics.show"}
)
# Opened by a signature, a code or a mark, else closed: channels/test_push.py, test_enrolling.py, test_archive.py
SIGNED = frozenset({"push.confirm", "push.receive", "enrolling.enrol", "archive.fetch"})
STATIC = frozenset({"static", "admin.static"})
BLACKENED = ("index", "one", "make", "remove", "picture")


def who(permission: Permission | None) -> frozenset[Role]:
    """The roles that have a permission."""
    return EVERYBODY if permission is None else permissions.PERMISSIONS[permission]


# screen: who may look, who may add and change rows, who may take it away as a file
LISTS: dict[str, tuple[Permission | None, Permission | None, Permission | None]] = {
    "complaints": (Permission.READ_CASES, None, Permission.EXPORT),
    "messages": (Permission.READ_CASES, None, Permission.EXPORT),
    "documents": (Permission.READ_DOCUMENTS, None, Permission.EXPORT),
    "outbox": (Permission.READ_OUTBOX, None, Permission.EXPORT),
    "quarantine": (Permission.READ_MESSAGES, None, None),
    "gaps": (Permission.READ_MESSAGES, None, None),
    "holidays": (None, Permission.KEEP_CALENDAR, None),
    "working_hours": (None, Permission.KEEP_CALENDAR, None),
    "limits": (None, Permission.KEEP_STATUTORY, None),
    "sop_versions": (None, None, None),
    "officials": (Permission.KEEP_OFFICE, Permission.KEEP_OFFICE, None),
    "office_holders": (Permission.KEEP_OFFICE, Permission.KEEP_OFFICE, None),
    "classifications": (Permission.KEEP_OFFICE, Permission.KEEP_OFFICE, None),
    "categories": (Permission.KEEP_CATEGORIES, Permission.KEEP_CATEGORIES, None),
    "record_classes": (Permission.KEEP_RETENTION, Permission.KEEP_RETENTION, None),
    "suggestion_rules": (Permission.KEEP_SUGGESTIONS, Permission.KEEP_SUGGESTIONS, None),
    "delegations": (Permission.KEEP_OFFICE, Permission.KEEP_OFFICE, None),
    "office_profile": (Permission.KEEP_OFFICE, Permission.KEEP_OFFICE, None),
    "reply_texts": (Permission.KEEP_TEXTS, Permission.KEEP_TEXTS, None),
    "macros": (Permission.KEEP_MACROS, Permission.KEEP_MACROS, None),
    "staff": (Permission.KEEP_ACCOUNTS, None, None),
    "audit": (Permission.SEE_AUDIT, None, Permission.SEE_AUDIT),
}
# What every list refuses to everybody.
CLOSED = ("delete_view", "action_view", "ajax_lookup", "ajax_update")
# A row of these lists is not added on the screen.
NOT_ADDED = ("office_profile",)
FOLDERS = [f"folders.{name}" for name in ("index", "one", "contents", "label", "box", "submit")]
FOLDERS += [f"transfer.{name}" for name in ("index", "record")]
_SETUP = ("index", "step", "submit", "letterhead", "handed_over", "handed_over_word")
LETTERHEAD = ("index", "draft", "put", "discard", "withdraw", "frame", "pdf")
_LOOKED_AT = ("index", "one", "download", "look", "example_pdf", "example_word")
_OF_TYPES = ("index", "new", "one", "next_version", "switch")
_AWAY = [f"{at}.{do}" for at in ("srikandi", "esign") for do in ("index", "one", "returned", "submit")]
_AWAY += [f"in_turn.{do}" for do in ("index", "sign", "undo", "frame", "pdf")]
_SHOWN = ("download", "look", "frame", "pdf", "signed_copy")  # how every paper is
# route: who may, beside the routes of the lists
OTHERS: dict[str, frozenset[Role]] = {
    "admin.index": EVERYBODY,
    "signing_in.logout": EVERYBODY,
    "meja.index": who(Permission.READ_CASES),
    **dict.fromkeys((f"meja.{name}" for name in ("case", "submit", "news", "typing")), who(Permission.READ_CASES)),
    "taking.index": who(Permission.READ_CASES),
    **dict.fromkeys(("bulk.index", "bulk.preview", "bulk.run"), who(Permission.READ_CASES)),
    **dict.fromkeys(("queue_views.index", "queue_views.keep", "queue_views.move"), who(Permission.READ_CASES)),
    **dict.fromkeys(("queue_views.drop", "queue_views.begin"), who(Permission.READ_CASES)),
    "keys.choose": EVERYBODY,
    **dict.fromkeys(
        (f"field_checks.{name}" for name in ("index", "one", "hand_in", "add_photo", "remove_photo")),
        who(Permission.WRITE_REPORT),
    ),
    **dict.fromkeys(("page_news.header", "page_news.there"), EVERYBODY),
    **dict.fromkeys(("own_account.change_signals", "own_account.change_nik", "own_account.back_again"), EVERYBODY),
    **dict.fromkeys(("notices.index", "notices.open", "notices.see_all"), EVERYBODY),
    "own_account.show": EVERYBODY,
    "own_account.change_password": EVERYBODY,
    "own_account.change_messages": EVERYBODY,
    "own_account.change_theme": EVERYBODY,
    "own_account.change_menu": EVERYBODY,
    "own_account.end_others": EVERYBODY,
    "fresh_proof.proven": EVERYBODY,
    **dict.fromkeys((f"second_factor.{name}" for name in ("show", "turn_on", "turn_off", "new_codes")), EVERYBODY),
    **dict.fromkeys(
        (f"attachment_files.{name}" for name in ("download", "preview", "proof", "photo")), who(Permission.READ_CASES)
    ),
    "media_files.play": who(Permission.READ_CASES),
    "search.index": who(Permission.READ_CASES),
    **dict.fromkeys(("answer_files.sent", "answer_files.preview"), who(Permission.READ_CASES)),
    **dict.fromkeys(("answer_files.put", "answer_files.take_away"), who(Permission.WRITE_REPLY)),
    "answer_files.waiting": frozenset({Role.PENGELOLA}),  # whose file it is
    "suggestion_rules.try_out": who(Permission.KEEP_SUGGESTIONS),
    **dict.fromkeys((f"setup.{name}" for name in _SETUP), who(Permission.KEEP_OFFICE)),
    **dict.fromkeys((f"letterhead.{name}" for name in LETTERHEAD), who(Permission.KEEP_OFFICE)),
    **dict.fromkeys(("lost_files.index", "lost_files.submit"), who(Permission.RECORD_LOSS)),
    **dict.fromkeys(("breaches.index", "breaches.notice"), who(Permission.SEE_AUDIT)),
    **dict.fromkeys(
        (f"retention.{name}" for name in ("index", "submit", "record", "consent")), who(Permission.HOLD_FILE)
    ),
    **dict.fromkeys(FOLDERS, who(Permission.PRINT_DOSSIER)) | {"transfer.submit": who(Permission.TRANSFER_FILES)},
    **dict.fromkeys(("appraisal.index", "appraisal.submit"), who(Permission.APPRAISE_FILE)),
    **dict.fromkeys(("scheme.index", "scheme.submit"), who(Permission.KEEP_RETENTION)),
    **dict.fromkeys(
        (f"personal_data.{name}" for name in ("index", "person", "correct")), who(Permission.CORRECT_DATA)
    ),
    "personal_data.hand_out": who(Permission.CORRECT_DATA) & who(Permission.HAND_OUT_DATA),
    **dict.fromkeys(("filing.index", "filing.file"), who(Permission.FILE_COMPLAINT)),
    **dict.fromkeys((f"chat_import.{name}" for name in ("index", "preview", "run")), who(Permission.FILE_COMPLAINT)),
    **dict.fromkeys(
        (f"confidentiality.{name}" for name in ("index", "one", "look", "submit")), who(Permission.READ_CASES)
    ),
    **dict.fromkeys((f"blackened.{name}" for name in BLACKENED), who(Permission.READ_CASES)),
    **dict.fromkeys((f"text_review.{name}" for name in ("index", "one", "submit")), who(Permission.READ_CASES)),
    **dict.fromkeys(("way_in.index", "way_in.keep"), who(Permission.KEEP_LANE)),
    **dict.fromkeys((f"hand_overs.{name}" for name in ("index", "add", "end")), who(Permission.HAND_OVER)),
    "messages.link": who(Permission.LINK_CASES),
    **dict.fromkeys((f"persons.{name}" for name in ("index", "join", "part")), who(Permission.JOIN_CONTACTS)),
    **dict.fromkeys((f"documents.{name}" for name in _SHOWN), who(Permission.READ_DOCUMENTS)),
    **dict.fromkeys((f"dossiers.{name}" for name in ("index", "one", "make")), who(Permission.PRINT_DOSSIER)),
    "dossiers.pdf": who(Permission.PRINT_DOSSIER),
    "dossiers.archive": who(Permission.PRINT_DOSSIER),
    "numbering.index": who(Permission.SEE_MONTHS),
    "numbering.grant": who(Permission.SEE_MONTHS) & who(Permission.REGISTER_NUMBER),
    "numbering.download": who(Permission.SEE_MONTHS) & who(Permission.EXPORT),
    "office_papers.index_view": who(Permission.SEE_MONTHS),
    "office_papers.draft": who(Permission.SEE_MONTHS),
    "office_papers.one": who(Permission.SEE_MONTHS),
    "office_papers.submit": who(Permission.SEE_MONTHS),
    **dict.fromkeys((f"office_papers.{name}" for name in _SHOWN if name != "look"), who(Permission.SEE_MONTHS)),
    "admin.dispose": who(Permission.READ_CASES),
    **dict.fromkeys(
        (f"dashboard.{name}" for name in ("index", "chart", "csv", "workbook")), who(Permission.SEE_DASHBOARD)
    ),
    "reports.index": who(Permission.SEE_REPORTS),
    "reports.cases": who(Permission.SEE_REPORTS),
    "reports.chart": who(Permission.SEE_REPORTS),
    "reports.numbers": who(Permission.SEE_REPORTS),
    "reports.workbook": who(Permission.SEE_REPORTS),
    "months.index": who(Permission.SEE_MONTHS),
    "months.close": who(Permission.CLOSE_MONTH),
    "months.correct": who(Permission.CLOSE_MONTH),
    "months.download": who(Permission.SEE_MONTHS) & who(Permission.EXPORT),
    **dict.fromkeys(["srikandi.package", *_AWAY], who(Permission.READ_DOCUMENTS)),
    **dict.fromkeys(("signing_service.index", "signing_service.submit"), who(Permission.KEEP_OFFICE)),
    **dict.fromkeys((f"trust_roots.{name}" for name in ("index", "add", "remove")), who(Permission.KEEP_OFFICE)),
    **dict.fromkeys((f"templates.{name}" for name in _LOOKED_AT), who(Permission.ACTIVATE_TEMPLATES)),
    **dict.fromkeys((f"paper_types.{name}" for name in _OF_TYPES), who(Permission.KEEP_PAPER_TYPES)),
    "templates.activate": who(Permission.ACTIVATE_TEMPLATES),
    "templates.shipped": who(Permission.ACTIVATE_TEMPLATES),
    "templates.upload": who(Permission.KEEP_TEMPLATES),
    "outbox.settle": who(Permission.SETTLE_REPLY),
    "outbox.take_back": who(Permission.WRITE_REPLY),
    "quarantine.settle": who(Permission.READ_MESSAGES),
    "gaps.settle": who(Permission.READ_MESSAGES),
    **dict.fromkeys(("channels.index", "channels.result", "blocked.index"), who(Permission.SEE_CHANNELS)),
    "costs.index": who(Permission.SEE_CHANNELS),
    **dict.fromkeys(("blocked.declare", "blocked.recover"), who(Permission.DECLARE_BLOCKED)),
    **dict.fromkeys(("costs.price", "machines.index"), who(Permission.KEEP_CHANNELS)),
    "blocked.move": who(Permission.SETTLE_REPLY),
    **dict.fromkeys(
        (f"channels.{name}" for name in ("switch", "add", "change", "test")), who(Permission.KEEP_CHANNELS)
    ),
    "limits.replace": who(Permission.KEEP_STATUTORY),
    **dict.fromkeys((f"sop_versions.{name}" for name in ("compose", "change", "withdraw")), who(Permission.KEEP_SOP)),
    **dict.fromkeys(("guide.index", "guide.one", "guide.picture", "guide.quick", "work_calendar.index"), EVERYBODY),
    **dict.fromkeys(("work_calendar.add", "work_calendar.end"), who(Permission.KEEP_CALENDAR)),
    "work_calendar.decide": who(Permission.KEEP_CALENDAR) | who(Permission.COUNTERSIGN_CALENDAR),
    **dict.fromkeys(("seconds.index", "seconds.decide"), who(Permission.SECOND) | who(Permission.KEEP_ACCOUNTS)),
    "look.index": who(Permission.KEEP_ACCOUNTS),
    "watcher_letters.index": who(Permission.KEEP_WATCH),
    **dict.fromkeys(
        (f"staff.{one}" for one in ("add", "change", "new_code", "drop_code")), who(Permission.KEEP_ACCOUNTS)
    ),
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
    own = dict.fromkeys(("in_turn.frame", "in_turn.pdf"), "documents") | {"answer_files.waiting": "waiting_file"}
    own |= dict.fromkeys(("answer_files.put", "answer_files.take_away"), "complaints")
    key = own.get(rule.endpoint, (of_case | {"srikandi": "documents", "esign": "documents"}).get(screen, screen))
    path = rule.rule.replace("<export_type>", "csv").replace("<public_id>", str(sample.get(key, "")))
    path = (
        path.replace("<button>", "pindah")
        .replace("<code>", "ND-TERUS")
        .replace("<type_code>", "BAP")
        .replace("<page>", "pengelola")
        .replace("<key>", "latihan")
        .replace("<picture>", "identifikasi.png")
        .replace("<int:proof_id>", str(sample.get("proof", "")))
        .replace("<int:list_id>", str(sample.get("retention", "")))
        .replace("<int:photo_id>", str(sample.get("photo", "")))
        .replace("<int:place_id>", str(sample.get("place", "")))
        .replace("<copy>", str(sample.get("copy", "")))
        .replace("<int:breach>", str(sample.get("breach", "")))
        .replace("<int:transfer_id>", "1")
        .replace("<int:number>", "1")
    )
    wants_id = name in ("details_view", "edit_view", "change", "new_code", "drop_code", "result", "replace")
    wants_id |= rule.endpoint == "costs.index"
    return f"{path}?id={sample[screen]}" if wants_id else path


@pytest.mark.parametrize("role", Role)
def test_S21_every_route_as_every_role(role: Role, app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    section = Section.INTELDAKIM if role is Role.KASI_INTELDAKIM else Section.LALINTALKIM
    sample = a_full_office(sqlite_account, frame_once(app), section)
    sample |= blackened_in(sqlite_account, app, section) | {"breach": breach_known()}
    browser = signed_in(role)
    wrong = []
    for rule in rules(app):
        if rule.endpoint in OPEN or rule.endpoint == "signing_in.logout":
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            path, open_to_role = address(rule, sample), role in (allowed(rule.endpoint) or NOBODY)
            heads = {} if open_to_role else {"Accept": "application/json"}  # the page of a refusal is not drawn
            data = {} if method == "GET" else {"csrf_token": browser.any_token()}
            answer = browser.client.open(path, method=method, headers=heads, data=data)
            # A form without its fields is refused (409), which only who may send it learns.
            good = (200, 204, 302, *((303, 404, 409) if method == "POST" else ())) if open_to_role else (403, 404)
            if answer.status_code not in good:
                wrong.append(f"{method} {path}: {answer.status_code}, open: {open_to_role}")
    assert wrong == []


def test_anonymous_people_reach_nothing_but_signing_in_and_health(app: Flask, browser: Browser) -> None:
    for rule in rules(app):
        if rule.endpoint in OPEN:
            continue
        path = rule.rule.replace("<export_type>", "csv").replace("<public_id>", "x").replace("<button>", "x")
        if "GET" in (rule.methods or set()):
            answer = browser.get(path)
            assert (answer.status_code, answer.headers["Location"][:6]) == (302, "/login"), path
        if "POST" in (rule.methods or set()):
            assert browser.client.post(path).status_code == 401, path


def test_S4_no_form_is_taken_without_its_token(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    for rule in rules(app):
        if "POST" in (rule.methods or set()):
            path = rule.rule.replace("<public_id>", "x").replace("<button>", "x")
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
