"""Ten seconds in which an answer can be taken back: the agent waits, and the words come back into the box."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.actions.replies.deliver_reply import claim_due
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox, ReplyTemplate
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import UNDO, case_page, forms_on, send, submit
from tests.office import NOW

pytestmark = pytest.mark.usefixtures("second_thoughts")
SignedIn = Callable[[Role | str], Browser]
WORDS = "Mohon foto buktinya & tanggal <kejadian>."


def sent(account: ChannelAccount, signed_in: SignedIn) -> tuple[Walk, Browser, Outbox]:
    """An answer that was just sent by its button."""
    walk, browser = Walk(account).identified(), signed_in(Role.PENGELOLA)
    assert submit(browser, walk.case, "balas", text=WORDS, tujuan="lain").status_code == 303
    return walk, browser, Outbox.get()


def test_the_agent_takes_an_answer_only_when_it_can_no_longer_be_taken_back(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    _, _, reply = sent(sqlite_account, signed_in)
    assert reply.not_before == NOW + UNDO
    assert claim_due(sqlite_account.id, "agen-1", 60, NOW + UNDO - timedelta(microseconds=1)) is None
    claim = claim_due(sqlite_account.id, "agen-1", 60, NOW + UNDO)
    assert claim is not None
    assert claim.reply.text == WORDS


def test_taken_back_it_never_leaves_and_its_words_stand_in_the_box_again(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser, reply = sent(sqlite_account, signed_in)
    page = case_page(browser, walk.case)
    assert 'data-leaves="10.0"' in page
    assert "Urungkan" in page
    done = send(browser, forms_on(page)[f"batal-o{reply.id}"])
    assert done.headers["Location"].endswith(f"&ulang={reply.reply_key}#tulis")
    after = text(browser.get(done.headers["Location"]))
    assert "\nMohon foto buktinya &amp; tanggal &lt;kejadian&gt;.</textarea>" in after
    assert claim_due(sqlite_account.id, "agen-1", 60, NOW + timedelta(hours=1)) is None
    assert Outbox.get().state == "cancelled"


def test_what_the_agent_has_taken_is_not_taken_back(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    walk, browser, reply = sent(sqlite_account, signed_in)
    form = forms_on(case_page(browser, walk.case))[f"batal-o{reply.id}"]
    clock.move(seconds=10)
    assert claim_due(sqlite_account.id, "agen-1", 60, clock()) is not None
    refused = send(browser, form)
    assert refused.status_code == 409
    assert "sudah atau sedang dikirim" in text(refused)


@pytest.mark.parametrize("key", ["", "tidak-ada", "../x"])
def test_only_a_reply_of_this_case_that_was_taken_back_fills_the_box(
    sqlite_account: ChannelAccount, signed_in: SignedIn, key: str
) -> None:
    walk, browser, reply = sent(sqlite_account, signed_in)
    for wanted in (key, reply.reply_key):
        page = text(browser.get(f"/meja/kasus/{walk.case.public_id}?ulang={wanted}"))
        assert f"{WORDS}</textarea>" not in page


def test_a_place_only_the_officer_can_fill_is_refused_while_it_is_empty(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    ReplyTemplate.create(code="jadwal", title="Jadwal", purpose="lain", text="Yth. {nama}, datang {isi hari}.")
    assert 'data-text="Yth. Sari Contoh, datang {isi hari}." data-code="jadwal"' in case_page(browser, walk.case)
    refused = submit(browser, walk.case, "balas", text="Yth. Sari Contoh, datang {isi hari}.", tujuan="lain")
    assert refused.status_code == 409
    assert "Masih ada isian kosong dalam teks: {isi hari}. Lengkapi atau hapus dulu." in text(refused)
    assert Outbox.select().count() == 0
