"""What was typed in a refused form, shown again with the sentence that says why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin_app.forms import fields


@dataclass(frozen=True)
class Kept:
    """What was typed in a refused form, and the sentence that says why."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    stale: bool = False  # another officer changed the case meanwhile
    asks: str = ""  # the field by which the person says that it shall be done all the same

    def typed_texts(self) -> list[tuple[str, str]]:
        """Return what was typed, by label, for the case that its form no longer exists."""
        own = [("Isian naskah", text) for name, text in self.values.items() if name.startswith("isian_") and text]
        return [(label, self.values[name]) for name, label in fields.TYPED.items() if self.values.get(name)] + own


NOTHING_KEPT = Kept()
