"""Makes the list of known faults of the locked libraries, from OSV's published records: one file, with its day.

`python -m releases.advisories all.zip` reads https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip, which
a developer brought; the program itself asks nobody (CONTRIBUTING, *Change a dependency*).
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

LISTED = Path("models/starting_data/advisories.json")
LOCKS = ("requirements.txt", "requirements-install.txt", "requirements-dev.txt")
SOURCE = "https://osv.dev, PyPI (CC BY 4.0)"
_ROW = re.compile(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==")


def locked_names(texts: Iterable[str]) -> set[str]:
    """Return the libraries that are locked."""
    return {str(canonicalize_name(found)) for text in texts for found in _ROW.findall(text)}


def listed(records: Iterable[Mapping[str, Any]], packages: set[str]) -> dict[str, object]:
    """Return the list of these libraries. Its day is that of the newest record of all, of whatever library."""
    newest, rows = "", []
    for record in records:
        newest = max(newest, str(record["modified"])[:10])
        if not record.get("withdrawn"):
            rows += list(_rows(record, packages))
    rows.sort(key=lambda row: (row["package"], row["key"]))
    return {"as_of": newest, "source": SOURCE, "packages": sorted(packages), "advisories": rows}


def _rows(record: Mapping[str, Any], packages: set[str]) -> Iterator[dict[str, Any]]:
    for affected in record.get("affected", ()):
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI" or canonicalize_name(package["name"]) not in packages:
            continue
        spans = [span for one in affected.get("ranges", ()) if one["type"] == "ECOSYSTEM" for span in _spans(one)]
        versions = [] if spans else [str(version) for version in affected.get("versions", ())]
        key = ", ".join([record["id"], *sorted(a for a in record.get("aliases", ()) if a.startswith("CVE-"))])
        if spans or versions:
            yield {
                "key": key,
                "package": str(canonicalize_name(package["name"])),
                "spans": spans,
                "versions": versions,
            }


def _spans(ranged: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield from which version on before which one; a last affected version counts as not mended."""
    since = None
    for event in ranged["events"]:
        if "introduced" in event:
            since = str(event["introduced"])
        elif "fixed" in event and since is not None:
            yield [since, str(event["fixed"])]
            since = None
    if since is not None:
        yield [since, ""]


def records_of(archive: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of OSV's archive."""
    with zipfile.ZipFile(archive) as zipped:
        for name in zipped.namelist():
            if name.endswith(".json"):
                yield json.loads(zipped.read(name))


def main(words: list[str]) -> None:
    """Write the list anew."""
    packages = locked_names(Path(lock).read_text("utf-8") for lock in LOCKS)
    found = listed(records_of(Path(words[0])), packages)
    LISTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{LISTED}: as of {found['as_of']}, {len(packages)} libraries")


if __name__ == "__main__":
    main(sys.argv[1:])
