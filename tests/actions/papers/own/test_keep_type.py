"""Own types: made, changed by the next version, switched off; two at once and a code twice are told apart."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from models.actions.core.own_types.catalogue import newest_version, own_type_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import activate_template, active_template, add_template
from models.actions.papers.own.keep_type import TypeNotAllowed, change_type, is_used, make_type, switch_type
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.papers.own.own_type import Form, Numbering, Question, QuestionKind
from models.rules.staff.roles import Role
from models.tables import Audit, OfficeSetting, PaperType, PaperTypeVersion, database
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import INVITATION, ORDER, RECORD, admin, keep


def test_a_type_is_made_with_its_trace_and_its_way_of_signing(account: Any) -> None:
    version = make_type(INVITATION, admin(), NOW)
    assert (version.number, version.paper_type.active, version.made_by_id) == (1, True, admin().staff_id)
    assert OfficeSetting.get(OfficeSetting.key == "cara_ttd_UNDANGAN").value == ""
    make_type(RECORD, admin(), NOW)
    assert not OfficeSetting.select().where(OfficeSetting.key == "cara_ttd_BAP").exists()
    rows = Audit.select(Audit.subject, Audit.after).where(Audit.event == "buat_jenis_naskah").order_by(Audit.id)
    assert list(rows.tuples()) == [
        ("paper_type:UNDANGAN", "Surat Undangan Klarifikasi"),
        ("paper_type:BAP", "Berita Acara Pemeriksaan"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR], ids=str)
def test_nobody_else_keeps_types(account: Any, role: Role) -> None:
    keep(RECORD)
    with pytest.raises(NotPermitted):
        make_type(ORDER, actor(role), NOW)
    with pytest.raises(NotPermitted):
        change_type(replace(RECORD, title="Lain"), 1, actor(role), NOW)
    with pytest.raises(NotPermitted):
        switch_type("BAP", False, actor(role), NOW)


def test_a_code_is_taken_once_and_faults_are_told_together(account: Any) -> None:
    keep(RECORD)
    with pytest.raises(TypeNotAllowed, match="sudah dipakai jenis naskah lain"):
        make_type(RECORD, admin(), NOW)
    with pytest.raises(TypeNotAllowed) as refused:
        make_type(replace(ORDER, code="SURAT", title="", classification="XX.99.99"), admin(), NOW)
    assert len(refused.value.sentence.splitlines()) == 3
    assert PaperType.select().count() == 1


def test_a_change_is_the_next_version_and_nothing_changed_is_none(account: Any) -> None:
    keep(RECORD)
    changed = replace(RECORD, questions=(*RECORD.questions, Question("saksi", "Saksi")))
    assert change_type(changed, 1, admin(), NOW).number == 2
    first, second = PaperTypeVersion.select().order_by(PaperTypeVersion.number)
    assert (own_type_of(first), own_type_of(second)) == (RECORD, changed)
    with pytest.raises(AlreadyDone, match="Tidak ada yang berubah"):
        change_type(changed, 2, admin(), NOW)
    with pytest.raises(NotVisible):
        change_type(replace(ORDER, title="x"), 1, admin(), NOW)


def test_who_saw_an_older_version_is_told_and_changes_nothing(account: Any) -> None:
    keep(RECORD)
    change_type(replace(RECORD, title="Berita Acara Pertama"), 1, admin(), NOW)
    with pytest.raises(TypeNotAllowed, match=r"baru saja diubah orang lain \(kini versi 2\)"):
        change_type(replace(RECORD, title="Berita Acara Kedua"), 1, admin(), NOW)
    newest = newest_version("BAP")
    assert newest is not None and newest.title == "Berita Acara Pertama"


def test_numbering_stays_once_a_paper_was_begun(account: Any) -> None:
    keep(RECORD)
    change_type(replace(RECORD, numbering=Numbering.TANPA), 1, admin(), NOW)
    walk = Walk(account).at_section()
    draft_document(walk.id, "BAP", walk.holder(), walk.tick())
    assert is_used("BAP")
    with pytest.raises(TypeNotAllowed, match="penomorannya tidak berubah"):
        change_type(RECORD, 2, admin(), NOW)


def test_a_type_is_switched_off_and_on(account: Any) -> None:
    keep(RECORD)
    switch_type("BAP", False, admin(), NOW)
    with pytest.raises(AlreadyDone, match="sudah dimatikan"):
        switch_type("BAP", False, admin(), NOW)
    switch_type("BAP", True, admin(), NOW)
    with pytest.raises(AlreadyDone, match="sudah dipakai"):
        switch_type("BAP", True, admin(), NOW)
    with pytest.raises(NotVisible):
        switch_type("TIDAK-ADA", True, admin(), NOW)


def test_a_template_that_still_fits_goes_along_and_another_does_not(account: Any) -> None:
    keep(RECORD)
    uploaded = add_template("BAP", "a" * 64, "", admin(), NOW, type_version=1)
    activate_template(uploaded.id, actor(Role.KASUBSI_INFOKIM), NOW)
    change_type(replace(RECORD, title="BA Dua"), 1, admin(), NOW + timedelta(days=9), fits="a" * 64)
    carried = active_template("BAP", 2)
    assert carried is not None and (carried.sha256, carried.number) == ("a" * 64, 2)
    assert (carried.activated_by_id, carried.activated_at) == (actor(Role.KASUBSI_INFOKIM).staff_id, NOW)
    trail = Audit.get(Audit.event == "teruskan_templat")
    assert (trail.actor, trail.before, trail.after) == ("administrator", "versi 1", "BAP versi 2")
    change_type(replace(RECORD, title="BA Tiga"), 2, admin(), NOW, fits="")
    assert active_template("BAP", 3) is None
    assert [active_template("BAP", number) is not None for number in (1, 2)] == [True, True]


_NAME = RECORD.questions[0]
_TABLE = RECORD.questions[2]


@pytest.mark.parametrize(
    "change",
    [
        {"form": Form.NOTA},
        {"opening": ""},
        {"questions": RECORD.questions[::-1]},
        {"questions": (*RECORD.questions, replace(_NAME, key="lain", label="Lain", required=False))},
        {"questions": (replace(_NAME, label="Nama saksi"), *RECORD.questions[1:])},
        {"questions": (replace(_NAME, kind=QuestionKind.URAIAN), *RECORD.questions[1:])},
        {"questions": (*RECORD.questions[:2], replace(_TABLE, options=_TABLE.options[::-1]), RECORD.questions[3])},
    ],
)
def test_a_template_whose_words_would_stand_beside_other_answers_stays_behind(
    account: Any, change: dict[str, Any]
) -> None:
    keep(RECORD)
    uploaded = add_template("BAP", "a" * 64, "", admin(), NOW, type_version=1)
    activate_template(uploaded.id, actor(Role.KASUBSI_INFOKIM), NOW)
    change_type(replace(RECORD, **change), 1, admin(), NOW, fits="a" * 64)
    assert active_template("BAP", 2) is None


def test_two_who_make_the_same_code_at_once_make_one_type(account: Any) -> None:
    ready, told = Barrier(2), []

    def make() -> None:
        with database.connection_context():
            ready.wait()
            try:
                make_type(RECORD, admin(), NOW)
                told.append("")
            except TypeNotAllowed as refused:
                told.append(refused.sentence)

    threads = [Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, told)) == [False, True]
    assert "dipakai jenis naskah lain" in max(told)
    assert PaperType.select().count() == PaperTypeVersion.select().count() == 1
