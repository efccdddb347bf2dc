"""A type of paper as the screen of templates needs it, built in or an own one: its template, fields, examples."""

from collections.abc import Mapping
from dataclasses import dataclass

from admin_app.papers.papers import first_template
from docgen.documents.examples import examples
from docgen.documents.own_type import own_examples
from docgen.fields import Tag, fields_of
from docgen.render import check_template
from models.actions.core.own_types.catalogue import newest_version, own_type_of, row_of_type
from models.rules.papers.documents import DocumentRow
from models.tables import PaperTypeVersion


@dataclass(frozen=True)
class KnownType:
    """One type; `own` is the newest version of one that the office made itself."""

    row: DocumentRow
    own: PaperTypeVersion | None = None

    @property
    def type_version(self) -> int:
        """Return whose questions its templates print: the number of that version, 0 of a built-in type."""
        return self.own.number if self.own is not None else 0

    @property
    def declared(self) -> Mapping[str, object] | None:
        """Return what an own type declares; None for a built-in one."""
        return own_type_of(self.own).declared() if self.own is not None else None

    def first(self) -> bytes:
        """Return the template it came with."""
        return first_template(self.row.code, self.own)

    def fields(self) -> list[Tag]:
        """Return what a template of it may print."""
        return fields_of(self.row.code, self.declared)

    def example(self) -> dict[str, object]:
        """Return invented facts of it."""
        declared = self.declared
        return (own_examples(declared) if declared is not None else examples(self.row.code))[0]

    def check(self, content: bytes) -> None:
        """Raise DocumentError, saying what to correct, where a template is unsafe or does not fit."""
        check_template(self.row.code, content, self.declared)


def known_type(code: str) -> KnownType | None:
    """Return a type by its code; None where there is none."""
    row = row_of_type(code)
    return KnownType(row, newest_version(code) if row.own else None) if row is not None else None
