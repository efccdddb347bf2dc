"""Merging, parting, splitting and ticking on the case's page: the button, the way back, the refusal, who may."""

import re
from collections.abc import Callable

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.rules.core.moments import to_wib
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, ConflictParty, Outbox, Staff
from tests.actions.linking import BUDI, SARI, ids_of, sound, texts
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, deliver, forms_on, send, submit
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

SignedIn = Callable[[Role | str], Browser]


@pytest.fixture
def two(sqlite_account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Sari's complaint of two messages, and Budi's with almost the same words."""
    one = new_complaint(sqlite_account, "Paspor saya belum jadi sudah tiga minggu lamanya menunggu", SARI)
    other = new_complaint(sqlite_account, "Paspor kami belum jadi sudah tiga minggu lamanya menunggu", BUDI)
    take_in(sqlite_account, citizen_message("Loketnya tutup terus", SARI))
    return Complaint.get_by_id(one.id), other


def test_one_click_merges_with_what_is_alike_and_another_takes_it_back(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, other = two
    browser = signed_in(Role.PENGELOLA)
    page = case_page(browser, other)
    assert "1 mungkin sama" in page and f'value="{one.number}" checked' in page
    answer = submit(browser, other, "gabung", nomor=one.number, why="Perkara yang sama")
    assert answer.status_code == 303
    page = case_page(browser, other)
    assert f"{other.number} digabung ke {one.number}" in page
    assert "Digabung ke" in page and "Digabung ke pengaduan lain" in page  # among the links, in the history
    assert "Menerima gabungan" in case_page(browser, one)
    assert "balas" not in forms_on(page) and "tautkan" not in forms_on(page)
    submit(browser, other, "batal-gabung", why="bukan")
    assert Complaint.get_by_id(other.id).open
    assert f"Gabungan dilepas: {other.number}" in case_page(browser, one)
    assert sound()


def test_ticked_messages_become_a_complaint_and_the_split_is_undone(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, _ = two
    browser = signed_in(Role.KASUBSI_INFOKIM)
    (message,) = ids_of("Loketnya tutup terus")
    assert f'name="pesan" value="{message}" form="tautkan"' in case_page(browser, one)
    answer = submit(browser, one, "tautkan", pesan=[str(message)], aksi="baru", lepas="ya", why="")
    assert answer.status_code == 303
    new = Complaint.select().order_by(Complaint.id.desc()).first()
    assert (texts(new), "Loketnya tutup terus" in texts(one)) == ({"Loketnya tutup terus"}, False)
    page = case_page(browser, one)
    assert f"{new.number} dibuat dari 1 pesan" in page and "Dipecah menjadi" in page
    assert "1 pesan dilepas petugas" in page
    submit(browser, new, "batal-pecah", why="satu perkara")
    assert "Loketnya tutup terus" in texts(one)
    assert sound()


def test_ticked_messages_go_into_another_one_by_its_short_number_and_out_again(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, other = two
    browser = signed_in(Role.PENGELOLA)
    ticked = [str(message) for message in ids_of("Loketnya tutup terus")]
    submit(browser, one, "tautkan", pesan=ticked, aksi="tambah", nomor="2")
    assert "Loketnya tutup terus" in texts(one) & texts(other)
    page = case_page(browser, other)
    assert "Sari Contoh · WhatsApp kantor" in page  # whose message it is, in a case of somebody else
    assert "1 pesan dimasukkan petugas" in page
    submit(browser, other, "tautkan", pesan=ticked, aksi="lepas")
    assert "Loketnya tutup terus" not in texts(other)


def test_who_is_not_answered_is_said_as_a_link_and_the_case_waits(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, other = two
    browser = signed_in(Role.PENGELOLA)
    submit(browser, other, "gabung", nomor=one.number, why="sama")
    Complaint.update(stage="dokumentasi", step=9).where(Complaint.id == one.id).execute()
    page = case_page(browser, one)
    assert '<a href="#tautan">Jawaban kepada pelapor yang digabung</a>' in page and 'id="tautan"' in page
    assert re.search(rf'/meja/kasus/{other.public_id}[^"]*#tautan">{other.number}</a>', page)
    talk = {"way": "telepon", "text": "Ditelepon, paspor siap.", "told_at": f"{to_wib(NOW):%Y-%m-%dT%H:%M}"}
    submit(browser, other, "catat-jawaban", tujuan="jawaban", **talk)
    page = case_page(browser, one)
    assert "Jawaban kepada pelapor yang digabung" not in page and "Belum dijawab" not in page


def test_an_answer_goes_to_the_citizens_of_merged_ones_as_well_and_shows_in_both(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, other = two
    browser = signed_in(Role.PENGELOLA)
    submit(browser, other, "gabung", nomor=one.number, why="sama")
    page = case_page(browser, one)
    assert "Kirim juga kepada pelapor pengaduan yang digabung" in page
    assert f'name="juga" value="{other.id}" checked' in page
    submit(browser, one, "balas", text="Yth. Saudara, sedang kami periksa.", tujuan="lain", juga=[str(other.id)])
    page = case_page(browser, one)
    assert "juga kepada 1 pelapor pengaduan yang digabung" in page
    assert f"kepada pelapor {other.number}" in page
    assert {row.complaint_id for row in Outbox.select()} == {one.id, other.id}
    assert "catat-jawaban" in forms_on(case_page(browser, other))
    Outbox.update(state="hold").where(Outbox.complaint == other.id).execute()
    page = case_page(browser, one)
    assert "jawaban tertahan" in page  # in the queue, beside the one that goes on
    assert f"putus-o{Outbox.get(Outbox.complaint == other.id).id}" in forms_on(case_page(browser, other))


@pytest.mark.parametrize(
    ("form", "fields", "sentence"),
    [
        ("tautkan", {"aksi": "baru"}, "Centang pesannya lebih dahulu."),
        ("tautkan", {"aksi": "tambah", "nomor": "ABC"}, "Pilih pengaduannya, atau ketik nomornya"),
        ("tautkan", {"aksi": "tambah", "nomor": "77"}, "Tidak ada pengaduan bernomor 77"),
        ("tautkan", {"aksi": "apa", "pesan": "1"}, "Formulir ini tidak lengkap"),
        ("tautkan", {"aksi": "baru", "pesan": "1;2"}, "Formulir ini tidak lengkap"),
        ("gabung", {"nomor": "", "why": "sama"}, "Pilih pengaduannya, atau ketik nomornya"),
        ("gabung", {"nomor": "ADU-2026-000001", "why": "sama"}, "dirinya sendiri"),
        ("gabung", {"nomor": "2", "why": " "}, "Tuliskan mengapa keduanya satu perkara."),
    ],
)
def test_a_refused_submission_comes_back_with_its_sentence(
    two: tuple[Complaint, Complaint], signed_in: SignedIn, form: str, fields: dict[str, str], sentence: str
) -> None:
    answer = submit(signed_in(Role.PENGELOLA), two[0], form, **fields)
    assert answer.status_code == 409
    assert sentence in text(answer)
    assert Complaint.select().count() == 2


def test_ticks_and_what_was_typed_survive_a_refusal(two: tuple[Complaint, Complaint], signed_in: SignedIn) -> None:
    (message,) = ids_of("Loketnya tutup terus")
    answer = submit(signed_in(Role.PENGELOLA), two[0], "tautkan", pesan=str(message), aksi="tambah", nomor="77")
    page = text(answer)
    assert f'value="{message}" form="tautkan" aria-label="Centang pesan ini" checked' in page
    assert 'name="nomor" list="tautkan-pilihan" maxlength="20" placeholder="Nomor pengaduan lain" value="77"' in page


def test_only_the_front_desk_has_the_forms_and_nobody_else_may_submit_them(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, other = two
    form = forms_on(case_page(signed_in(Role.PENGELOLA), one))["gabung"]
    head = signed_in(Role.KEPALA_KANTOR)
    page = case_page(head, one)
    assert not {"gabung", "tautkan"} & set(forms_on(page)) and 'class="tick"' not in page
    token = forms_on(case_page(head, other))
    answer = send(head, {**form, **_token_of(token)}, nomor=other.number, why="sama")
    assert answer.status_code in (403, 404)
    assert Complaint.get_by_id(one.id).open


def _token_of(forms: dict[str, dict[str, str]]) -> dict[str, str]:
    found = next(iter(forms.values()), {})
    return {name: found[name] for name in ("csrf_token",) if name in found}


def test_a_case_hidden_from_the_reader_is_not_named_among_the_links(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, _ = two
    browser = signed_in(Role.PENGELOLA)
    (message,) = ids_of("Loketnya tutup terus")
    submit(browser, one, "tautkan", pesan=str(message), aksi="baru")
    new = Complaint.select().order_by(Complaint.id.desc()).first()
    person = Staff.get(Staff.username == str(Role.KASI_TIKKIM))
    ConflictParty.create(complaint=new.id, staff=person, named_at=NOW)
    page = case_page(signed_in(Role.KASI_TIKKIM), one)
    assert "Dipecah menjadi pengaduan lain" in page and new.number not in page
    assert "Loketnya tutup terus" not in page  # it stands in a case that names the reader


def test_a_citizen_who_was_here_before_is_told_with_a_way_there(
    two: tuple[Complaint, Complaint], signed_in: SignedIn
) -> None:
    one, _ = two
    browser = signed_in(Role.PENGELOLA)
    assert "pengaduan sebelumnya" not in case_page(browser, one)
    submit(browser, one, "tautkan", pesan=str(ids_of("Loketnya tutup terus")[0]), aksi="baru", lepas="ya")
    new = Complaint.select().order_by(Complaint.id.desc()).first()
    assert '<a href="#orang" data-pane="kasus">1 pengaduan sebelumnya</a>' in case_page(browser, new)


def test_who_still_waits_is_sent_the_answer_from_his_own_page_and_the_case_can_be_archived(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    other = new_complaint(sqlite_account, "Paspor kami", BUDI)
    merge_complaints(other.id, walk.id, "sama", actor(Role.PENGELOLA), walk.tick())
    walk.answer(Purpose.JAWABAN, "Yth. Saudari, paspor dapat diambil besok.")
    browser = signed_in(Role.PENGELOLA)
    assert ">Yth. Saudari, paspor dapat diambil besok.</textarea>" in case_page(browser, other).replace("\n", "")
    blank = submit(browser, other, "jawab-gabungan", text="Yth. {isi nama}, besok.")
    assert blank.status_code == 409 and "Yth. {isi nama}, besok." in text(blank) and "isian kosong" in text(blank)
    assert submit(browser, other, "jawab-gabungan", text="Yth. Bapak, besok.").status_code == 303
    assert "jawab-gabungan" not in forms_on(case_page(browser, other))
    deliver(sqlite_account.id)
    assert Outbox.select().order_by(Outbox.id.desc()).get().complaint_id == other.id
    assert unanswered_merged(walk.case) == []
    assert "jawab-gabungan" not in forms_on(case_page(browser, other))


def test_nobody_is_sent_an_answer_before_there_is_one(two: tuple[Complaint, Complaint], signed_in: SignedIn) -> None:
    one, other = two
    browser = signed_in(Role.PENGELOLA)
    submit(browser, other, "gabung", nomor=one.number, why="sama")
    assert "jawab-gabungan" not in forms_on(case_page(browser, other))
    for stage, shown in (
        ("penyampaian", True),
        ("dokumentasi", True),
        ("selesai", False),
        ("jawaban_kasubsi", False),
    ):
        Complaint.update(stage=stage).where(Complaint.id == one.id).execute()
        assert ("jawab-gabungan" in forms_on(case_page(browser, other))) is shown, stage
