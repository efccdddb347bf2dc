"""Voice notes are played a piece at a time by who may see them; what only claims to be sound is not sent as sound."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role, Section
from sync_agent.simulator.pictures import voice_note
from tests.admin_app.browsing import Browser
from tests.admin_app.samples import attachment_of, complaint_in, picture

Open = Callable[[Role | str], Browser]


def kept(account: Any, app: Flask, content: bytes) -> str:
    """Store a file of a citizen in a case of Lalintalkim and return its address."""
    case = complaint_in(account, Section.LALINTALKIM, "628110000001")
    return f"/lampiran/{attachment_of(case, app, content).public_id}/putar"


def test_a_voice_note_is_sent_in_pieces_for_a_player(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    content = voice_note().content
    address = kept(sqlite_account, app, content)
    whole = signed_in(Role.PENGELOLA).get(address)
    assert (whole.status_code, whole.mimetype, whole.data) == (200, "audio/ogg", content)
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    piece = signed_in(Role.PENGELOLA).get(address, headers={"Range": "bytes=10-19"})
    assert (piece.status_code, piece.data) == (206, content[10:20])


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"", picture(), b"%PDF-1.4", b"OggX"])
def test_S8_what_is_no_sound_is_not_played(content: bytes, app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    assert signed_in(Role.PENGELOLA).get(kept(sqlite_account, app, content)).status_code == 404


def test_another_section_does_not_hear_it(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    address = kept(sqlite_account, app, voice_note().content)
    assert signed_in(Role.KASI_INTELDAKIM).get(address).status_code == 404


def test_a_small_picture_is_small(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    address = kept(sqlite_account, app, picture((3000, 2000))).replace("/putar", "/pratinjau")
    browser = signed_in(Role.PENGELOLA)
    assert len(browser.get(f"{address}?kecil=ya").data) < len(browser.get(address).data)
