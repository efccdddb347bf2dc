"""A file that a limit held back: named in its case, with a button that has it fetched."""

from collections.abc import Callable
from typing import Any

from models.actions.intake.files.hold_files import held_back
from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint
from tests.actions.intake.files.test_hold_files import limited, sent, stored
from tests.admin_app.browsing import Browser
from tests.admin_app.case_page.submitting import case_page, submit

SignedIn = Callable[[Role | str], Browser]


def test_the_case_says_why_a_file_is_not_there_and_has_it_fetched(sqlite_account: Any, signed_in: SignedIn) -> None:
    limited("batas_mb_pelapor", 1)
    stored(sqlite_account)
    row_id = sent(sqlite_account)
    assert held_back(row_id)
    case, browser = Complaint.get(), signed_in(Role.PENGELOLA)
    held = Attachment.get_by_id(row_id)
    page = case_page(browser, case)
    assert "paspor.jpg (1 MB): belum diambil, karena berkas pelapor ini pada hari itu melewati 1 MB." in page
    assert submit(browser, case, f"ambil-{held.public_id}").status_code == 303
    assert Attachment.get_by_id(row_id).state == "diminta"
    page = case_page(browser, case)
    assert "Berkas diminta dari kanalnya dan tampak di sini begitu terambil." in page
    assert "paspor.jpg: sedang diambil" in page
