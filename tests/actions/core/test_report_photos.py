"""Photos of a field check: added at step 6 by whoever writes its report, taken out with a trace."""

from datetime import datetime
from typing import Any

import pytest

from models.actions.core import report_photos
from models.actions.core.report_photos import add_report_photo, photos_of, remove_report_photo
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, MoveNotAllowed, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit
from tests.actions.walking import Walk
from tests.office import actor

SHA = "ab" * 32


def test_a_photo_is_kept_with_caption_and_time_and_the_same_file_once(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    taken = datetime(2026, 11, 25, 3, 10)
    first = add_report_photo(
        walk.id, SHA, walk.holder(), walk.tick(), caption="Rak \x00serah\npaspor", taken_at=taken
    )
    assert (first.caption, first.taken_at) == ("Rak \ufffdserah paspor", taken)
    assert add_report_photo(walk.id, SHA, walk.holder(), walk.tick()).id == first.id
    assert Audit.select().where(Audit.event == "foto").count() == 1


def test_a_form_sent_twice_adds_one_photo(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    add_report_photo(walk.id, SHA, walk.holder(), walk.tick(), form_key="kunci-foto-0123456789")
    with pytest.raises(AlreadyDone):
        add_report_photo(walk.id, "cd" * 32, walk.holder(), walk.tick(), form_key="kunci-foto-0123456789")
    assert photos_of(walk.id).count() == 1


def test_a_photo_taken_out_is_in_no_annex_and_its_trace_stays(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    photo = add_report_photo(walk.id, SHA, walk.holder(), walk.tick())
    remove_report_photo(walk.id, photo.id, walk.holder(), walk.tick())
    assert not photos_of(walk.id).exists()
    assert Audit.get(Audit.event == "hapus_foto").before == SHA
    with pytest.raises(NotVisible):
        remove_report_photo(walk.id, photo.id, walk.holder(), walk.tick())


def test_only_who_writes_the_report_adds_photos_and_only_at_that_stage(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(MoveNotAllowed):
        add_report_photo(walk.id, SHA, walk.holder(), walk.tick())
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    assert add_report_photo(walk.id, SHA, walk.holder(), walk.tick())
    with pytest.raises(MoveNotAllowed):
        add_report_photo(walk.id, SHA, actor(Role.PENGELOLA), walk.tick())


def test_an_annex_has_its_limit(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_photos, "PHOTO_COUNT", 1)
    walk = Walk(account).at_fieldwork()
    add_report_photo(walk.id, SHA, walk.holder(), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="paling banyak 1 foto"):
        add_report_photo(walk.id, "cd" * 32, walk.holder(), walk.tick())
