"""The clocks of a case by its forms: paused with a proof, countersigned by another, limits by its source."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from admin_app.shell.times import near
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.privacy.name_party import name_party
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import OfficeSetting, Pause, StatutoryClock, StatutoryRule, StepOutput
from tests.actions.proving import letter_of, outage_record
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.office import actor

SignedIn = Callable[[Role | str], Browser]
KASI = Role.KASI_LALINTALKIM


@pytest.fixture
def walk(sqlite_account: Any, clock: Clock) -> Walk:
    """A case at the section, ten minutes after it came there."""
    walk = Walk(sqlite_account).at_section()
    clock.now = walk.now + timedelta(minutes=10)
    return walk


def test_a_pause_is_made_seen_in_the_queue_and_ended(walk: Walk, signed_in: SignedIn, clock: Clock) -> None:
    browser = signed_in(KASI)
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu Disdukcapil.", "bukti": letter_of(walk)}
    assert submit(browser, walk.case, "jeda", **fields).status_code == 303
    page = case_page(browser, walk.case)
    assert "Jam dijeda" in page and "Nota Dinas Eskalasi" in page
    assert "Jeda jam langkah 5: Menunggu jawaban instansi lain (diterima menurut aturan)" in page
    clock.move(minutes=20)
    assert submit(browser, walk.case, "lanjut").status_code == 303
    assert Pause.get().ends_at == clock.now
    assert "Jam dijeda" not in case_page(browser, walk.case)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"bukti": ""}, "Pilih bukti jeda"),
        ({"bukti": "document:999"}, "Bukti itu tidak ada pada kasus ini"),
        ({"why": " "}, "Tuliskan mengapa"),
        ({"sejak": "2026-01-01T08:00"}, "antara mulainya langkah ini dan sekarang"),
        ({"sejak": "kemarin"}, "Formulir ini tidak lengkap"),
        ({"alasan": "tidak sempat"}, "Pilihan itu tidak ada"),
    ],
)
def test_a_pause_without_reason_or_proof_is_refused_beside_its_form(
    walk: Walk, signed_in: SignedIn, fields: dict[str, str], words: str
) -> None:
    good = {"alasan": "menunggu_instansi", "why": "Menunggu Disdukcapil.", "bukti": letter_of(walk)}
    answer = submit(signed_in(KASI), walk.case, "jeda", **(good | fields))
    assert answer.status_code == 409
    assert words in text(answer)
    assert not Pause.select().exists()


def test_the_record_of_an_outage_proves_a_pause_and_is_opened_from_it(
    walk: Walk, signed_in: SignedIn, clock: Clock
) -> None:
    paper = outage_record()
    fields = {"alasan": "gangguan_kanal", "why": "WhatsApp terputus.", "bukti": f"document:{paper.id}"}
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert submit(kasubsi, walk.case, "jeda", **fields).status_code == 303
    assert f'href="/naskah-kantor/{paper.public_id}"' in case_page(kasubsi, walk.case)
    section = case_page(signed_in(KASI), walk.case)
    assert "BA-7" in section and "/naskah-kantor/" not in section


def test_a_long_pause_waits_for_somebody_else_and_a_refused_one_does_not_count(
    walk: Walk, signed_in: SignedIn, clock: Clock
) -> None:
    OfficeSetting.update(value="5").where(OfficeSetting.key == "jeda_tanpa_paraf_menit").execute()
    maker = signed_in(Role.KASUBSI_INFOKIM)
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu.", "bukti": letter_of(walk)}
    submit(maker, walk.case, "jeda", **fields)
    clock.move(minutes=6)
    own = case_page(maker, walk.case)
    assert "belum diparaf" in own and "Menunggu paraf Kasi TIKKIM." in own and "Paraf jeda" not in own
    pause = Pause.get()
    answer = submit(
        signed_in(Role.KASI_TIKKIM), walk.case, f"paraf-jeda-{pause.id}", jeda=str(pause.id), setuju="tidak"
    )
    assert answer.status_code == 303
    assert "ditolak" in case_page(maker, walk.case)
    assert (Pause.get().refused, Pause.get().ends_at) == (True, clock.now)


def test_a_pause_that_counts_by_rule_can_be_refused_by_another_and_needs_no_paraf(
    walk: Walk, signed_in: SignedIn, clock: Clock
) -> None:
    kasi = signed_in(KASI)
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu.", "bukti": letter_of(walk)}
    submit(kasi, walk.case, "jeda", **fields)
    clock.move(minutes=6)
    page, own = case_page(signed_in(Role.KASI_TIKKIM), walk.case), case_page(kasi, walk.case)
    assert ("Tolak jeda</button>" in page, "Paraf jeda</button>" in page) == (True, False)
    assert "Tolak jeda</button>" not in own


def test_an_ended_step_says_what_it_would_be_if_the_pause_asked_were_accepted(
    walk: Walk, signed_in: SignedIn, clock: Clock
) -> None:
    begins, kasi = walk.now + timedelta(minutes=2), actor(KASI)
    walk.now += timedelta(hours=2)
    words = (PauseReason.MENUNGGU_INSTANSI, "Menunggu.", letter_of(walk))
    pause_step(walk.id, *words, kasi, walk.now, starts_at=begins, ends_at=walk.now)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    clock.now = walk.tick()
    page = case_page(signed_in(Role.KASI_TIKKIM), walk.case)
    assert "Langkah 5 terlambat; tepat waktu bila jeda diterima." in page


def test_who_passed_it_on_starts_the_limits_of_the_law(walk: Walk, signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert "peraturan s.d." not in text(browser.get("/meja/?tab=terbuka"))  # sixty days away
    answer = submit(browser, walk.case, "asal", source="lapor", outside_number="10293847", complete_at="")
    assert answer.status_code == 303
    page = case_page(browser, walk.case)
    assert "SP4N-LAPOR! no. 10293847" in page and "LAPOR: koordinasi tindak lanjut" in page
    assert "peraturan s.d." in text(browser.get("/meja/?tab=terbuka"))
    keys = StatutoryClock.select(StatutoryRule.key).join(StatutoryRule).tuples()
    assert {key for (key,) in keys} >= {"lapor_verifikasi", "lapor_tindak_lanjut", "putusan_60_hari"}
    refused = submit(browser, walk.case, "asal", source="lapor", complete_at="2020-01-01T08:00")
    assert refused.status_code == 409 and "Berkas tidak mungkin lengkap" in text(refused)


def test_every_warning_is_a_row_of_the_course_of_the_case(walk: Walk, signed_in: SignedIn, clock: Clock) -> None:
    clock.now = walk.now + timedelta(minutes=61)
    give_warnings(clock.now)
    page = case_page(signed_in(KASI), walk.case)
    for words in ("sudah memakai separuh waktunya", "hampir habis waktunya", "sudah habis waktunya", "terlambat"):
        assert f"Peringatan: waktu langkah {words}" in page
    assert "Peringatan: batas waktu peraturan" not in page


def test_a_limit_not_met_any_more_says_when_it_was_and_why(walk: Walk, signed_in: SignedIn) -> None:
    limit = StatutoryClock.select().where(StatutoryClock.met_at.is_null(False)).get()
    before = near(limit.met_at, walk.now)
    first = StepOutput.kind == str(Output.TANGGAPAN_AWAL)
    undo_outputs(walk.id, first, "jawaban_jatuh", actor(Role.PENGELOLA), walk.now)
    page = case_page(signed_in(KASI), walk.case)
    assert f"semula terpenuhi {before}, kini belum, karena “Jawaban ternyata tidak sampai”" in page
    assert f"terpenuhi {before} " not in page.replace("semula terpenuhi", "")


def test_the_history_says_of_a_pause_that_was_refused_that_it_stopped_nothing(
    walk: Walk, signed_in: SignedIn, clock: Clock
) -> None:
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu Disdukcapil.", "bukti": letter_of(walk)}
    assert submit(signed_in(KASI), walk.case, "jeda", **fields).status_code == 303
    clock.move(minutes=5)
    countersign_pause(Pause.get().id, False, actor(Role.KASUBSI_INFOKIM), clock.now)
    history = case_page(signed_in(KASI), walk.case).split('id="riwayat"')[1]
    assert "Jeda jam langkah 5: Menunggu jawaban instansi lain (ditolak)" in history
    assert "dihentikan" not in history


def test_a_pause_names_who_can_countersign_it_and_says_so_where_nobody_can(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    clock.now = walk.now + timedelta(minutes=10)
    maker, head = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.KEPALA_KANTOR)
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu.", "bukti": letter_of(walk)}
    name_party(walk.id, actor(Role.KASI_TIKKIM).person_id, "Terlapor.", actor(Role.KASUBSI_INFOKIM), clock.now)
    OfficeSetting.update(value="5").where(OfficeSetting.key == "jeda_tanpa_paraf_menit").execute()
    submit(maker, walk.case, "jeda", **fields)
    clock.move(minutes=6)
    assert "Menunggu paraf Kepala Kantor." in case_page(maker, walk.case)
    assert "Paraf jeda</button>" in case_page(head, walk.case)
    name_party(walk.id, actor(Role.KEPALA_KANTOR).person_id, "Terlapor.", actor(Role.KASUBSI_INFOKIM), clock.now)
    page = case_page(maker, walk.case)
    assert "belum diparaf" in page and "Menunggu paraf" not in page
    assert "Tidak ada orang lain yang dapat memarafnya sekarang" in page and "Yang dihitung 5 mnt." in page


def test_where_nobody_can_countersign_a_pause_is_told_so_or_refused(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    clock.now = walk.now + timedelta(minutes=10)
    for post in (Role.KASI_TIKKIM, Role.KEPALA_KANTOR):
        name_party(walk.id, actor(post).person_id, "Terlapor.", actor(Role.KASUBSI_INFOKIM), clock.now)
    maker = signed_in(Role.KASUBSI_INFOKIM)
    fields = {"alasan": "menunggu_instansi", "why": "Menunggu.", "bukti": letter_of(walk)}
    back = submit(maker, walk.case, "jeda", **fields, sejak=f"{to_wib(walk.now):%Y-%m-%dT%H:%M}")
    assert back.status_code == 409 and "tidak ada orang lain yang dapat memarafnya" in text(back)
    assert submit(maker, walk.case, "jeda", **fields).status_code == 303
    assert "mundur paling lama 60 menit kerja untuk langkah ini, karena tidak ada orang lain" in case_page(
        maker, walk.case
    )
