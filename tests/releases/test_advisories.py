"""The list of known faults is made of published records: of the locked libraries, with the day of the newest."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from models.rules.upkeep.advisories import canonical, compare, read_advisories
from releases.advisories import LISTED, LOCKS, listed, locked_names, records_of
from tests.tools import ROOT


def record(**other: Any) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.0"}, {"last_affected": "3.1"}]
    affected = {
        "package": {"ecosystem": "PyPI", "name": "Pillow"},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    return {"id": "PYSEC-1", "modified": "2026-11-01T00:00:00Z", "aliases": ["CVE-1"], "affected": [affected]} | other


def test_a_record_becomes_a_row_and_a_last_affected_version_counts_as_not_mended() -> None:
    found = listed([record()], {"pillow"})
    assert found["advisories"] == [
        {"key": "PYSEC-1, CVE-1", "package": "pillow", "spans": [["0", "2.0"], ["3.0", ""]], "versions": []}
    ]
    assert read_advisories(found).packages == {"pillow"}


def test_its_day_is_that_of_the_newest_record_of_whatever_library() -> None:
    other = record(modified="2026-11-20T08:00:00Z", affected=[])
    withdrawn = record(modified="2026-11-10T00:00:00Z", withdrawn="2026-11-10T00:00:00Z")
    assert listed([record(), other, withdrawn], {"pillow"})["as_of"] == "2026-11-20"
    assert listed([withdrawn], {"pillow"})["advisories"] == []
    assert listed([record()], {"lxml"})["advisories"] == []


def test_records_are_read_from_the_archive_and_names_from_the_locks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zipped:
        zipped.writestr("PYSEC-1.json", json.dumps(record()))
        zipped.writestr("README", "x")
    assert [one["id"] for one in records_of(tmp_path / "all.zip")] == ["PYSEC-1"]
    assert locked_names(["Flask_WTF==1.3.0 \\\n    --hash=x\npsycopg[binary]==3\n# x==1\n"]) == {
        "flask-wtf",
        "psycopg",
    }


def test_the_list_at_hand_was_made_of_every_locked_library() -> None:
    found = read_advisories(json.loads((ROOT / LISTED).read_text("utf-8")))
    assert locked_names((ROOT / lock).read_text("utf-8") for lock in LOCKS) - found.packages == set()


def test_no_locked_version_has_a_fault_in_the_list_at_hand() -> None:
    found = read_advisories(json.loads((ROOT / LISTED).read_text("utf-8")))
    for lock in LOCKS:
        pinned = re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", (ROOT / lock).read_text("utf-8"))
        assert pinned
        for name, version in pinned:
            said = compare(found, {canonical(name): version}, found.as_of)
            assert (said.faulty, said.unlisted, said.known) == ((), (), 1)
