"""A complaint that names the front desk or an officer comes to somebody else first, however it is spelled."""

from typing import Any

import pytest

from models.actions.privacy.release_suspected import release_suspected
from models.rules.staff.roles import LANE_POSTS, Role
from models.tables import Audit, ConflictParty, Official, Staff, StepRecord
from tests.actions.lane import FRONT, LANE, LATER, seen_by
from tests.office import actor, new_complaint

ALL, HEAD = set(FRONT), {Role.KEPALA_KANTOR}
WITHOUT_INFOKIM = {Role.KASI_TIKKIM, Role.KEPALA_KANTOR}


def _named(role: Role, name: str, nip: str = "") -> None:
    official = Official.create(name=name, nip=nip)
    Staff.update(name=name, official=official.id).where(Staff.role == str(role)).execute()


# Who has it first: the posts of the lane without whom it names.
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Meja depan kalian judes sekali, saya dibentak", LANE),
        ("admin WA nya ngga pernah bales, kecewa", LANE),
        ("Saya tidak puas dengan bagian pengaduan", LANE),
        ("Saya mau mengadu soal f r o n t d e s k, tidak melayani", LANE),
        ("P u n g l i oleh petugas", LANE),
        ("Saya kecewa, Rаhmat Hidаyаt menunda berkas saya", LANE),  # Cyrillic а
        ("Saya kecewa, Rah\u200bmat Hidayat menunda berkas saya", LANE),
        ("Saya kecewa, pak Rahmat menunda berkas saya", LANE),
        ("Saya kecewa, NIP 19850312 201001 1 004 menunda berkas saya", LANE),
        ("Saya kecewa dengan seksi TIKKIM, petugasnya minta uang", HEAD),
        ("Saya kecewa dengan bagian Infokim, petugasnya minta uang", WITHOUT_INFOKIM),
        ("Kasubsi Infokim membentak saya", WITHOUT_INFOKIM),
        ("Kasi Lalintalkim membentak saya", LANE),
        ("Kepala Kantor membentak saya", LANE - HEAD),
        ("Kasi TIKKIM minta uang, pungli", {Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR}),
        ("Kepala Kantor minta uang, pungli", LANE - HEAD),
        ("Saya kecewa, ibu Dewi Lestari menunda berkas saya", LANE),
        ("Saya kecewa, paspor saya belum jadi. Mohon perhatian Kepala Kantor", ALL),
        ("Saya kecewa, paspor saya belum jadi", ALL),
        ("Saya kecewa, ibu Dewi tetangga saya juga menunggu paspor", ALL),
        ("Loket pengaduan tutup jam berapa?", ALL),
        ("Terima kasih, meja depan ramah sekali", ALL),
        ("Yth. Petugas informasi, paspor saya belum jadi, saya kecewa", ALL),
    ],
)
def test_who_is_named_or_whose_desk_is_complained_about_does_not_have_it_first(
    account: Any, text: str, first: set[Role]
) -> None:
    _named(Role.PENGELOLA, "Rahmat Hidayat", "198503122010011004")
    _named(Role.KASI_LALINTALKIM, "Dewi Lestari")
    assert seen_by(new_complaint(account, text)) == first


def test_the_trail_tells_it_the_clock_of_step_2_runs_and_a_release_lets_the_desk_have_it(account: Any) -> None:
    case = new_complaint(account, "Meja depan kalian judes sekali, saya dibentak")
    told = Audit.select(Audit.event, Audit.after).where(Audit.subject == f"complaint:{case.id}").tuples()
    assert {("jalur_perilaku", "usulan"), ("kecualikan_pegawai", "pengelola")} <= set(told)
    step = StepRecord.get((StepRecord.complaint == case.id) & StepRecord.finished_at.is_null())
    assert (step.step, step.due_at) == (2, case.due_at)
    release_suspected(case.id, actor(LANE_POSTS[0]), LATER, version=case.version)
    assert seen_by(case) == ALL
    assert not ConflictParty.select().where(ConflictParty.lifted_at.is_null()).exists()
