"""The bill of materials (SBOM) of an archive, as CycloneDX 1.6: what is in it, which version, which licence."""

import json
import uuid
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from email.parser import HeaderParser
from typing import Any

from releases.locked import Wheel

_NAMESPACE = uuid.UUID("2f0b9a52-7a3c-5d0e-8d43-6f2d1c0f5b11")


def bill_of(version: str, platform: str, commit: str, moment: int, wheels: Iterable[Wheel]) -> bytes:
    """Return the bill as JSON; the same archive has the same serial number and time."""
    rows = {(one.pin.name, one.pin.version, one.path.name): one for one in wheels}
    components = [_component(rows[key]) for key in sorted(rows)]
    program: dict[str, Any] = {"type": "application", "bom-ref": "aduan", "name": "aduan", "version": version}
    program |= {"licenses": [{"license": {"id": "Apache-2.0"}}]}
    serial = uuid.uuid5(_NAMESPACE, json.dumps([version, platform, commit, components], sort_keys=True))
    found = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": program,
            "properties": [{"name": "aduan:platform", "value": platform}, {"name": "aduan:commit", "value": commit}],
        },
        "components": components,
        "dependencies": [{"ref": "aduan", "dependsOn": [row["bom-ref"] for row in components]}],
    }
    return (json.dumps(found, indent=1, sort_keys=True) + "\n").encode()


def _component(wheel: Wheel) -> dict[str, Any]:
    purl = f"pkg:pypi/{wheel.pin.name.lower().replace('_', '-')}@{wheel.pin.version}?file_name={wheel.path.name}"
    found: dict[str, Any] = {"type": "library", "bom-ref": purl, "purl": purl, "name": wheel.pin.name}
    found |= {"version": wheel.pin.version, "hashes": [{"alg": "SHA-256", "content": wheel.sha256}]}
    licence = _licence(wheel)
    return found | ({"licenses": [licence]} if licence else {})


def licence_said(wheel: Wheel) -> str:
    """Return the licence a library names of itself, empty where it names none in a line."""
    found = _licence(wheel)
    return str(found.get("expression") or found.get("license", {}).get("name", ""))


def _licence(wheel: Wheel) -> dict[str, Any]:
    """Return the licence a library names of itself, empty where it names none in a line."""
    with zipfile.ZipFile(wheel.path) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        said = HeaderParser().parsestr(packed.read(name).decode("utf-8", "replace"))
    if said["License-Expression"]:
        return {"expression": said["License-Expression"]}
    line = (said["License"] or "").strip()
    if not line or "\n" in line or len(line) > 60:
        classified = [row for row in said.get_all("Classifier") or () if row.startswith("License :: ")]
        line = classified[0].rpartition(" :: ")[2] if classified else ""
    return {"license": {"name": line}} if line else {}
