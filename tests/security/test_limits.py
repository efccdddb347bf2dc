"""What docs/keamanan/limits.md states of sizes and limits is what the program holds."""

import re

from admin_app.files import attachment_files
from admin_app.intake import chat_import_screen
from admin_app.limits.bodies import LARGEST_FORM, LARGEST_OF_STRANGERS, LARGEST_REQUEST, TAKE_FILES
from admin_app.limits.lanes import MOST_WAITING
from admin_app.papers import trust_roots_screen
from admin_app.papers.in_turn.reading import MOST
from docgen.package import TEMPLATE_LIMIT
from models.actions.intake import chat_archive
from models.rules.channels import reply_files
from models.rules.channels.push_schemes import LARGEST_PUSH
from models.rules.intake.file_limits import LIMITS
from models.rules.papers import letterheads, signed_copy
from models.rules.privacy.looks import MOST_REFUSED
from models.tables.core.settings import DEFAULTS
from sync_agent.connector_kit.http import BODY_LIMIT
from tests.security.papers import FOLDER, rows
from tests.tools import ROOT

PAPER = "limits.md"
MIB = 1024 * 1024


def test_every_page_that_takes_files_is_stated_with_its_largest() -> None:
    stated = {row[0]: row[2] for row in rows(PAPER, "Uploads")}
    assert set(stated) == TAKE_FILES
    whole = f"{LARGEST_REQUEST // MIB} MiB"
    returned = f"{signed_copy.MOST_BYTES // MIB} MiB"
    own = {"answer_files.put": f"{reply_files.MOST_BYTES // MIB} MiB"}
    own |= dict.fromkeys(("office_papers.submit", "srikandi.submit", "esign.submit"), returned)
    assert stated == {name: own.get(name, whole) for name in TAKE_FILES}


def test_the_sizes_among_the_kinds_are_those_of_the_program() -> None:
    kinds = {row[0]: row[1] for row in rows(PAPER, "Uploads")}
    entries, text = chat_archive.MOST_ENTRIES, chat_archive.TEXT_BYTES // MIB
    file, unpacked = chat_archive.FILE_BYTES // MIB, chat_import_screen.MOST_BYTES // MIB
    said = f"{entries:,} entries, {text} MiB of text, {file} MiB a file, {unpacked} MiB in all"
    assert said in kinds["chat_import.preview"]
    assert f"{TEMPLATE_LIMIT // 1_000_000} MB" in kinds["templates.upload"]
    assert f"{trust_roots_screen.MOST_BYTES // 1000} kB" in kinds["trust_roots.add"]
    assert f"{letterheads.EMBLEM_OCTETS // 1_000_000} MB" in kinds["letterhead.draft"]
    assert "application/octet-stream" in (FOLDER / PAPER).read_text("utf-8")
    assert "sandbox" in attachment_files.SANDBOX


def test_limits_are_those_of_the_program() -> None:
    stated = {(row[0], re.sub(r".*\((batas_\w+)\).*|.*", r"\1", row[2])): row[1] for row in rows(PAPER, "Limits")}
    plain = {what: value for (what, key), value in stated.items() if not key}
    assert plain["body of a form of words"] == f"{LARGEST_FORM // MIB} MiB"
    assert plain["body of a form with files"] == f"{LARGEST_REQUEST // MIB} MiB"
    assert plain["body of who is not signed in"] == f"{LARGEST_OF_STRANGERS // 1024} KiB"
    assert plain["body of a webhook"] == f"{LARGEST_PUSH // MIB} MiB"
    assert plain["sign-ins waiting in line"] == str(MOST_WAITING)
    assert plain["papers signed in turn"] == str(MOST)
    assert plain["refusals recorded"] == f"{MOST_REFUSED} a minute"
    assert plain["answer of a platform"] == f"{BODY_LIMIT // MIB} MiB unpacked"
    assert plain["time of a request to a platform"].startswith(f"{DEFAULTS['ADUAN_HTTP_SECONDS']} seconds")
    assert {key: int(value) for (_, key), value in stated.items() if key} == dict(LIMITS)


def test_each_form_of_input_is_judged_where_it_is_said() -> None:
    assert [row[0] for row in rows(PAPER, "Forms of input") if not (ROOT / row[2]).is_file()] == []
