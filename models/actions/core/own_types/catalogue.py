"""All types of paper there are: the built-in rows, and the office's own ones as their newest version says."""

import json
from collections.abc import Mapping
from typing import Any

from peewee import fn

from models.rules.cases.sop import Stage
from models.rules.core.errors import RuleBroken
from models.rules.papers.documents import DOCUMENTS, DocumentRow
from models.rules.papers.own.own_type import Form, Numbering, OwnType, questions_of, unreadable_row
from models.rules.staff.roles import Role
from models.tables import PaperType, PaperTypeVersion
from models.tables.core.prepared import prepared_of_office


class TypeUnreadable(RuleBroken):
    """Isi jenis naskah ini tidak dapat dibaca versi program ini. Beri tahu Administrator."""


def catalogue() -> dict[str, DocumentRow]:
    """Return the row of every type by its code, the built-in ones first. One query."""
    return {**DOCUMENTS, **own_rows()}


def own_rows() -> dict[str, DocumentRow]:
    """Return the rows of the office's own types, those switched off too, by their codes. One query."""
    return {version.paper_type.code: _row(version) for version in _newest()}


def row_of_type(code: str) -> DocumentRow | None:
    """Return the row of a type; None where there is none. A built-in one asks nothing of the database."""
    built_in = DOCUMENTS.get(code)
    if built_in is not None:
        return built_in
    version = newest_version(code)
    return _row(version) if version is not None else None


def known_row(code: str) -> DocumentRow:
    """Return the row of a type that a paper has. Raises KeyError where there is none."""
    row = row_of_type(code)
    if row is None:
        raise KeyError(code)
    return row


def newest_version(code: str) -> PaperTypeVersion | None:
    """Return the version of an own type that new papers are made from; None where there is no such type."""
    found: PaperTypeVersion | None = _newest_of.first(code)
    return found


def own_type_of(version: PaperTypeVersion) -> OwnType:
    """Return what a version says, as the rules need it. Raises TypeUnreadable where it says what no rule knows."""
    try:
        return _read(version)
    except (ValueError, KeyError, TypeError) as err:
        raise TypeUnreadable from err


def _read(version: PaperTypeVersion) -> OwnType:
    return OwnType(
        code=version.paper_type.code,
        title=version.title,
        form=Form(version.form),
        numbering=Numbering(version.numbering),
        stages=tuple(map(Stage, listed(version.stages))),
        drafters=tuple(map(Role, listed(version.drafters))),
        paraf=tuple(map(Role, listed(version.paraf))),
        signer=Role(version.signer) if version.signer else None,
        classification=version.classification,
        to_reporter=version.to_reporter,
        opening=version.opening,
        closing=version.closing,
        questions=questions_of(json.loads(version.questions)),
    )


def _row(version: PaperTypeVersion) -> DocumentRow:
    try:
        return own_type_of(version).row(version.id, in_use=version.paper_type.active)
    except TypeUnreadable:  # a newer program wrote it, or a hand: all other types and its own papers go on
        return unreadable_row(version.paper_type.code, version.title, version.numbering, version.id)


def listed(joined: str) -> list[str]:
    """Return the keys of a stored list."""
    return [key for key in joined.split(",") if key]


def titles() -> Mapping[str, str]:
    """Return what every type is called now, by its code. One query."""
    return {code: row.title for code, row in catalogue().items()}


def series_called() -> Mapping[str, str]:
    """Return what the office calls each yearly series of an own type, by its name in the register. One query.

    With its code: two types may have one title.
    """
    return {row.agenda: f"{row.title} ({code})" for code, row in own_rows().items() if row.agenda}


def _versions() -> Any:
    newer = PaperTypeVersion.alias()
    last = newer.select(fn.MAX(newer.number)).where(newer.paper_type == PaperTypeVersion.paper_type)
    rows = PaperTypeVersion.select(PaperTypeVersion, PaperType).join(PaperType)
    return rows.where(PaperTypeVersion.number == last)


@prepared_of_office
def _newest() -> Any:
    return _versions().order_by(PaperType.code)


@prepared_of_office
def _newest_of(code: str) -> Any:
    return _versions().where(PaperType.code == code)
