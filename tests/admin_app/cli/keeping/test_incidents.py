"""run_admin.py incident: the register of breaches, its clock, and what still lacks."""

import re

from tests.admin_app.cli.programs import Office

KNOWN = ("--known", "2026-01-05 09:00")


def test_a_breach_is_due_in_three_days_until_both_were_told(ready: Office) -> None:
    assert ready.run("incident", "list").out == "The register is empty.\n"
    said = ready.run("incident", "record", "backup", *KNOWN).out
    assert "known 5 Januari 2026 09.00 WIB; due 8 Januari 2026 09.00 WIB to orangnya dan lembaga" in said.replace(
        " and ", " dan "
    )
    number = re.match(r"\d+", said)
    assert number is not None
    at = ("--at", "2026-01-06 10:00")
    first = ready.run("incident", "told", number[0], "--to", "people", *at).out
    assert "told orangnya 6 Januari 2026 10.00 WIB; due 8 Januari 2026 09.00 WIB to lembaga" in first
    last = ready.run("incident", "told", number[0], "--to", "institution", *at).out
    assert "due" not in last
    assert ready.run("incident", "list").out == last


def test_one_that_was_none_is_said_to_be_and_what_does_not_fit_is_refused(ready: Office) -> None:
    said = ready.run("incident", "record", "disk", *KNOWN).out
    number = said.partition(":")[0]
    assert "no breach after all" in ready.run("incident", "none", number, "--yes").out
    assert ready.run("incident", "none", "999999", "--yes").code == 1
    assert ready.run("incident", "told", "999999", "--to", "people", "--at", "2026-01-05 09:00").code == 1
    assert ready.run("incident", "record", "disk", "--known", "2999-01-05 09:00").code == 1
    assert ready.run("incident", "record", "disk", "--known", "besok").code == 2
