"""A type as the screen of templates needs it: the same questions, whether it is built in or the office's own."""

from typing import Any

import pytest

from admin_app.papers.own.known_type import known_type
from docgen.errors import TemplateBroken
from docgen.render import own_template, shipped_template
from tests.own_types import RECORD, keep


def test_built_in_and_own_types_answer_alike(sqlite_account: Any) -> None:
    keep(RECORD)
    built_in, own = known_type("SURAT"), known_type("BAP")
    assert built_in is not None and own is not None and known_type("X") is None
    assert (built_in.type_version, own.type_version) == (0, 1)
    assert (built_in.declared, own.declared) == (None, RECORD.declared())
    assert (built_in.first(), own.first()) == (shipped_template("SURAT"), own_template(RECORD.declared()))
    assert "{{ isian_nama }}" in [field.tag for field in own.fields()]
    assert own.example()["own"] == RECORD.declared()
    own.check(own.first())
    with pytest.raises(TemplateBroken, match="isian wajib"):
        own.check(built_in.first())
