"""The bill of materials names every wheel with its hash and licence, and is the same each time."""

import json
from pathlib import Path

from releases.bill import bill_of
from releases.locked import Pin, Wheel
from tests.releases.toy import toy_wheel


def wheel(folder: Path) -> Wheel:
    return Wheel(Pin("toy-library", "1.0", ("aa",)), toy_wheel(folder), "aa")


def test_each_wheel_is_a_component_with_hash_and_licence(tmp_path: Path) -> None:
    one = wheel(tmp_path)
    bill = json.loads(bill_of("1.0.0", "linux-x86_64", "c0ffee", 1_764_000_000, [one, one]))
    (component,) = bill["components"]
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert component["purl"] == "pkg:pypi/toy-library@1.0?file_name=toy_library-1.0-py3-none-any.whl"
    assert component["hashes"] == [{"alg": "SHA-256", "content": "aa"}]
    assert component["licenses"] == [{"expression": "MIT"}]
    assert bill["metadata"]["timestamp"] == "2025-11-24T16:00:00Z"
    assert bill["dependencies"] == [{"ref": "aduan", "dependsOn": [component["bom-ref"]]}]


def test_its_serial_number_is_that_of_what_is_in_it(tmp_path: Path) -> None:
    one = wheel(tmp_path)
    first, again, other = (
        json.loads(bill_of(version, "linux-x86_64", "c0ffee", 1, [one]))["serialNumber"]
        for version in ("1.0.0", "1.0.0", "1.0.1")
    )
    assert first == again != other
    assert first.startswith("urn:uuid:")
