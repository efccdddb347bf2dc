"""Messages ticked in the inbox: a new complaint, or into one that is there; refusals keep the ticks."""

from collections.abc import Callable

import pytest

from models.actions.core.move_complaint import move_complaint
from models.rules.cases.sop import Move
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint
from tests.actions.linking import BUDI, SARI, ids_of, sound, texts
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, actor, new_complaint

SignedIn = Callable[[Role | str], Browser]


@pytest.fixture
def two(sqlite_account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """A complaint that was closed, and an open one."""
    one, other = new_complaint(sqlite_account, "satu", SARI), new_complaint(sqlite_account, "dua", BUDI)
    move_complaint(one.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), NOW, reason="salah")
    return one, other


def link(browser: Browser, messages: list[int], **fields: str) -> str:
    """Tick messages on the list and press; return the page that comes."""
    answer = browser.post("/pesan/tautkan", on="/pesan/", pesan=[str(one) for one in messages], **fields)
    assert answer.status_code in (303, 409)
    return text(browser.get(answer.location)) if answer.status_code == 303 else text(answer)


def test_ticked_messages_become_a_complaint_and_its_page_opens(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    page = link(signed_in(Role.PENGELOLA), ids_of("satu"), aksi="baru")
    new = Complaint.select().order_by(Complaint.id.desc()).first()
    assert f"{new.number} dibuat dari 1 pesan." in page
    assert (texts(new), new.open) == ({"satu"}, True)
    assert sound()


def test_they_go_into_a_complaint_named_by_its_number(two: tuple[Complaint, Complaint], signed_in: SignedIn) -> None:
    page = link(signed_in(Role.KASUBSI_INFOKIM), ids_of("satu"), aksi="tambah", nomor=two[1].number)
    assert "1 pesan masuk ke sini." in page
    assert texts(two[1]) == {"satu", "dua"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"aksi": "tambah", "nomor": "1"}, "tidak terbuka lagi"),
        ({"aksi": "tambah", "nomor": "99"}, "Tidak ada pengaduan bernomor 99"),
        ({"aksi": "lain"}, "Formulir ini tidak lengkap"),
    ],
)
def test_a_refusal_says_why_and_the_ticks_are_still_there(
    two: tuple[Complaint, Complaint], signed_in: SignedIn, fields: dict[str, str], sentence: str
) -> None:
    (message,) = ids_of("dua")
    page = link(signed_in(Role.PENGELOLA), [message], **fields)
    assert sentence in page
    assert f'value="{message}" form="tautkan" aria-label="Centang pesan ini" checked' in page
    assert Complaint.select().count() == 2


def test_who_may_not_link_sees_no_boxes(two: tuple[Complaint, Complaint], signed_in: SignedIn) -> None:
    for role in (Role.KASI_TIKKIM, Role.KEPALA_KANTOR):
        assert 'name="pesan"' not in text(signed_in(role).get("/pesan/"))
