"""How well the word rules of step 2 do against a labelled file: `start.py bench --triage FILE.jsonl`."""

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.actions.office.load_starting_data import FOLDER
from models.rules.cases.suggestions import Lexicon, lexicon, rules_from, suggest

TARGETS = ("kind", "category", "section", "urgency")
# The labellers' names, and ours. Conduct is Kepala Kantor's lane here; "none" is no section.
NAMES: dict[str, dict[str, str]] = {
    "kind": {},
    "category": {
        "m-paspor aplikasi": "m_paspor",
        "layanan umum/antrian/jam layanan": "layanan_umum",
        "BAP paspor hilang/rusak": "bap_paspor",
        "perilaku petugas/pungli": "perilaku_petugas",
        "izin tinggal": "izin_tinggal",
        "TPI/perlintasan": "tpi",
        "intelijen/penindakan": "intelijen",
        "layanan informasi": "informasi",
    },
    "section": {
        "TIKKIM": "tikkim",
        "Lalintalkim": "lalintalkim",
        "Inteldakim": "inteldakim",
        "Tata Usaha": "kepala_kantor",
        "none": "",
    },
    "urgency": {},
}
Row = Mapping[str, Any]


def measure(paths: Sequence[Path]) -> str:
    """Return the table of figures for each file, and for all of them together where there are several."""
    data = tomllib.loads((FOLDER / "suggestion_rules.toml").read_text("utf-8"))
    known, files = lexicon(rules_from(data)), [_read(path) for path in paths]
    parts = [_table(path.name, rows, known) for path, rows in zip(paths, files, strict=True)]
    if len(files) > 1:
        parts.append(_table("all files", [row for rows in files for row in rows], known))
    fitted = f"The weights were fitted to: {data['asal']['dicocokkan']}. On texts not fitted to (cross-validation):"
    return "\n\n".join([*parts, "\n  ".join([fitted, *data["asal"]["silang"]])])


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _table(name: str, rows: Sequence[Row], known: Lexicon) -> str:
    found = [_proposed(known, str(row["text"])) for row in rows]
    head = f"{'':10}{'accuracy':>10}{'lenient':>10}{'macro-F1':>10}   always the most frequent: accuracy, macro-F1"
    lines = [f"{name}: {len(rows)} texts", head]
    for target in TARGETS:
        wanted = [_ours(target, str(row[target])) for row in rows]
        fair = [{_ours(target, value) for value in row.get(f"also_ok_{target}", ())} for row in rows]
        given = [one[target] for one in found]
        usual = Counter(wanted).most_common(1)[0][0]
        always = [usual] * len(wanted)
        lines.append(
            f"{target:10}{_share(given, wanted):10.3f}{_lenient(given, wanted, fair):10.3f}"
            f"{macro_f1(given, wanted):10.3f}   {usual or '(none)'}: "
            f"{_share(always, wanted):.3f}, {macro_f1(always, wanted):.3f}"
        )
    return "\n".join(lines)


def _proposed(known: Lexicon, text: str) -> dict[str, str]:
    suggestion = suggest(known, text, _sections())
    return {target: getattr(suggestion, target).value for target in TARGETS}


def _sections() -> dict[str, str]:
    with (FOLDER / "categories.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["section"] for row in csv.DictReader(file)}


def _ours(target: str, label: str) -> str:
    return NAMES[target].get(label, label)


def _share(given: Sequence[str], wanted: Sequence[str]) -> float:
    return sum(one == other for one, other in zip(given, wanted, strict=True)) / max(len(wanted), 1)


def _lenient(given: Sequence[str], wanted: Sequence[str], fair: Sequence[set[str]]) -> float:
    right = sum(one == other or one in more for one, other, more in zip(given, wanted, fair, strict=True))
    return right / max(len(wanted), 1)


def macro_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """Return the mean F1 over every value that was wanted or given, each counting alike."""
    scores = []
    for value in sorted({*given, *wanted}):
        right = sum(one == other == value for one, other in zip(given, wanted, strict=True))
        claimed, there = list(given).count(value), list(wanted).count(value)
        scores.append(2 * right / (claimed + there))
    return sum(scores) / max(len(scores), 1)
