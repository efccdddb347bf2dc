"""A hyphen copied out of a paper is a hyphen; a dash between words stays one."""

from models.rules.core.dashes import plain_hyphens


def test_hyphens_become_plain_and_dashes_stay() -> None:
    assert plain_hyphens("ADU\u20112026\u2010000007 \u22125 – — é") == "ADU-2026-000007 -5 – — é"
    assert plain_hyphens("ADU-1") == "ADU-1"
