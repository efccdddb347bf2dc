"""Whatever shows a case or a file leaves a trace, and every address that leaves none says why."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from admin_app.privacy.traced_looks import SEARCHES, TRACED, book_of
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint
from tests.admin_app.browsing import Browser, Clock
from tests.admin_app.samples import attachment_of, complaint_in, picture

Open = Callable[[Role | str], Browser]

# Which other addresses show neither a case nor a file of one, by the beginning of their endpoint.
_LISTS = "a list or figures: what is opened from it is traced by itself"
_OFFICE = "the office's own rows, papers' forms, channels or accounts"
_PROGRAM = "of the program: signing in, pictures of it, its health"
_OLD_TRACE = "leaves a row of its own"
UNTRACED: dict[str, str] = {
    **dict.fromkeys(("static", "admin.", "signing_in.", "entry.", "second_factor.", "health.", "metrics."), _PROGRAM),
    **dict.fromkeys(
        ("watcher_letters.", "guide.", "look.", "own_account.", "push.", "page_news.", "home."), _PROGRAM
    ),
    **dict.fromkeys(("meja.news", "meja.index", "dashboard.", "reports.", "notices.", "costs.", "bulk."), _LISTS),
    **dict.fromkeys(("in_turn.index", "persons.", "queue_views.", "retention.", "transfer.", "appraisal."), _LISTS),
    **dict.fromkeys(("folders.index", "folders.box", "dossiers.index", "esign.index", "srikandi.index"), _LISTS),
    **dict.fromkeys(("confidentiality.index", "field_checks.index", "personal_data.index", "chat_import."), _LISTS),
    **dict.fromkeys(("text_review.index", "blackened.index"), _LISTS),
    **dict.fromkeys(("filing.", "months.", "numbering.", "lost_files.", "breaches.", "way_in.", "blocked."), _LISTS),
    **dict.fromkeys(("letterhead.", "templates.", "paper_types.", "setup.", "signing_service."), _OFFICE),
    **dict.fromkeys(("sop_versions.", "scheme.", "work_calendar.", "hand_overs.", "limits.", "channels."), _OFFICE),
    **dict.fromkeys(("machines.",), _OFFICE),
    **dict.fromkeys(("trust_roots.", "staff.", "seconds."), _OFFICE),
    **dict.fromkeys(("search.index",), _OLD_TRACE),
}
_OF_EVERY_LIST = ("index_view", "ajax_lookup", "edit_view", "create_view", "export")
_OFFICES_ROWS = {
    *("holidays", "working_hours", "limits", "officials", "office_holders", "classifications", "categories"),
    *(
        "record_classes",
        "suggestion_rules",
        "delegations",
        "office_profile",
        "reply_texts",
        "macros",
        "staff",
        "audit",
    ),
    *("quarantine", "gaps", "sop_versions", "audit"),
}


def endpoints(app: Flask) -> Iterator[str]:
    """Yield the endpoint of every address that is read."""
    yield from sorted({rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())})


def has_reason(endpoint: str) -> bool:
    """Whether it is said why this address leaves no trace."""
    screen, _, page = endpoint.rpartition(".")
    of_list = page in _OF_EVERY_LIST or (page == "details_view" and screen in _OFFICES_ROWS)
    return of_list or any(endpoint.startswith(begins) for begins in UNTRACED)


def test_every_address_leaves_a_trace_or_says_why_not(app: Flask) -> None:
    known = set(endpoints(app))
    assert [one for one in known if one not in TRACED and not has_reason(one)] == []
    assert TRACED.keys() - known == set()
    assert known >= SEARCHES


def looks(app: Flask) -> list[tuple[str, str, str, str]]:
    """Store what waits, and return what stands in the chain of looks."""
    book_of(app).flush()
    rows = Audit.select(Audit.actor, Audit.event, Audit.subject, Audit.after).where(Audit.chain == "baca")
    return list(rows.order_by(Audit.id).tuples())


def test_who_opens_a_case_is_recorded_once_in_ten_minutes(
    app: Flask, signed_in: Open, sqlite_account: Any, clock: Clock
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    address = f"/meja/kasus/{Complaint.get_by_id(case).public_id}"
    browser = signed_in(Role.PENGELOLA)
    for _ in range(2):
        assert browser.get(address).status_code == 200
    assert [row[1:] for row in looks(app)] == [("lihat_kasus", f"complaint:{case}", "")]
    clock.move(minutes=11)
    browser.get(address)
    assert len(looks(app)) == 2


def test_a_poll_is_no_look(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    browser = signed_in(Role.PENGELOLA)
    browser.get(f"/meja/kabar?kasus={Complaint.get_by_id(case).public_id}")
    assert looks(app) == []


@pytest.mark.parametrize("way", ["", "/pratinjau"])
def test_who_looks_at_a_file_is_recorded_before_it_leaves(
    way: str, app: Flask, signed_in: Open, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    found = attachment_of(case, app, picture())
    browser = signed_in(Role.PENGELOLA)
    with monkeypatch.context() as broken:
        broken.setattr("models.actions.privacy.record_looks._store", lambda _looks: 1 / 0)
        answer = browser.get(f"/lampiran/{found.public_id}{way}")
        assert answer.status_code == 500
        assert picture() not in answer.data
    assert browser.get(f"/lampiran/{found.public_id}{way}").status_code == 200
    shown = f"attachment:{found.public_id}"
    assert [row[1:] for row in looks(app)] == [("lihat_berkas", f"complaint:{case}", shown)]


def test_what_is_refused_is_recorded_with_the_page(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    case = complaint_in(sqlite_account, Section.INTELDAKIM, "628110000001")
    hidden = Complaint.get_by_id(case).public_id
    assert signed_in(Role.PETUGAS_SEKSI).get(f"/meja/kasus/{hidden}").status_code == 404
    assert signed_in(Role.PETUGAS_SEKSI).get("/pegawai/").status_code == 403
    assert [row[1:] for row in looks(app)] == [
        ("ditolak", "alamat:/meja/kasus/<public_id>", str(hidden)),
        ("ditolak", "alamat:/pegawai/", ""),
    ]


def test_who_is_asked_for_a_proof_anew_was_not_refused(app: Flask, signed_in: Open, clock: Clock) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    clock.move(minutes=16)
    assert browser.get("/pegawai/tambah").status_code == 403
    assert looks(app) == []


def test_a_form_without_the_token_of_its_session_is_recorded(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert browser.client.post("/logout", data={"csrf_token": "x"}).status_code == 400
    assert [row[1:3] for row in looks(app)] == [("formulir_ditolak", "alamat:/logout")]


def test_a_search_is_recorded_with_its_reach_and_without_its_words(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    signed_in(Role.PENGELOLA).get("/cari/?q=paspor")
    (row,) = looks(app)
    assert row[1:3] == ("cari", "cari")
    assert row[3].endswith(" hasil")
    assert "paspor" not in row[3]


def test_a_search_in_a_list_is_recorded_with_the_list(app: Flask, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    for address in ("/pengaduan/?search=Siti", "/meja/?cari=Siti", "/pengaduan/", "/meja/?tab=saya"):
        assert browser.get(address).status_code == 200
    assert [row[1:] for row in looks(app)] == [("cari", "alamat:/pengaduan/", ""), ("cari", "alamat:/meja/", "")]


def test_looks_are_shown_to_who_reads_the_trail_where_they_are_asked_for(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    complaint = Complaint.get_by_id(case)
    signed_in(Role.PENGELOLA).get(f"/meja/kasus/{complaint.public_id}")
    looks(app)
    reader = signed_in(Role.KEPALA_KANTOR)
    assert "Kasus dibuka" not in table(reader.get("/jejak-audit/").get_data(as_text=True))
    page = reader.get(f"/jejak-audit/?rantai=baca&search={complaint.number}").get_data(as_text=True)
    assert "Kasus dibuka" in table(page)


def table(page: str) -> str:
    """Return what the rows of a list say."""
    return page.partition("<tbody")[2].partition("</tbody")[0]
