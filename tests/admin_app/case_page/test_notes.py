"""Notes at the desk: apart from the answer in place, look and words; read by who sees the case, masked as it is."""

from collections.abc import Callable

from models.rules.staff.roles import Role
from models.tables import CaseNote, ChannelAccount, Complaint, Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, submit

SignedIn = Callable[[Role | str], Browser]


def test_a_note_stands_in_the_conversation_of_everybody_who_sees_the_case_and_is_not_sent(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).at_section()
    done = submit(signed_in(Role.KASI_LALINTALKIM), walk.case, "catatan", text="Berkas <b>ada</b> di loket 2")
    assert done.status_code == 303
    assert done.headers["Location"].endswith("&mode=catatan#catatan")
    for role in (Role.PENGELOLA, Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR):
        page = case_page(signed_in(role), walk.case)
        assert 'class="bubble bubble-catatan"' in page
        assert "Berkas &lt;b&gt;ada&lt;/b&gt; di loket 2" in page
    assert Outbox.select().count() == 1  # the first response of the walk alone
    assert signed_in(Role.KASI_INTELDAKIM).get(f"/meja/kasus/{walk.case.public_id}").status_code == 404


def test_the_notes_stay_open_after_one_was_written_and_the_box_for_the_citizen_stays_away(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account), signed_in(Role.PENGELOLA)
    assert 'id="catatan">' in case_page(browser, walk.case)
    done = submit(browser, walk.case, "catatan", text="@tidak-ada cek")
    page = text(browser.get(done.headers["Location"]))
    assert 'id="catatan" open>' in page
    assert "Tidak diberi tahu, karena tidak ada atau tidak melihat kasus ini: @tidak-ada." in page


def test_an_empty_note_is_refused_where_it_was_typed(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account)
    refused = submit(signed_in(Role.PENGELOLA), walk.case, "catatan", text="  ")
    assert refused.status_code == 409
    assert 'id="catatan" open>' in text(refused)
    assert CaseNote.select().count() == 0


def test_a_note_that_names_a_protected_complainant_is_masked(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).at_section()
    submit(signed_in(Role.PENGELOLA), walk.case, "catatan", text="Sari Contoh sudah ditelepon")
    Complaint.update(identity_protected=True).where(Complaint.id == walk.id).execute()
    page = case_page(signed_in(Role.KASI_LALINTALKIM), walk.case)
    assert "sudah ditelepon" in page
    assert "Sari Contoh sudah" not in page
