"""The macros offered on a case's page: what each will do here, shown before it runs."""

from dataclasses import dataclass

from models.actions.cases.run_macro import macros_for, words_of
from models.actions.core.actor import Actor
from models.tables import Macro


@dataclass(frozen=True)
class MacroShown:
    """One macro, with what it will do in words, and what it never does."""

    macro_id: int
    name: str
    will: str
    text_code: str
    goes_on: bool


def read_macros(actor: Actor) -> list[MacroShown]:
    """Read the macros this person may run."""
    return [_shown(macro) for macro in macros_for(actor)]


def _shown(macro: Macro) -> MacroShown:
    will = "; ".join(words_of(macro))
    onward = "; lalu membuka kasus berikutnya" if macro.goes_on else ""
    return MacroShown(
        macro.id, macro.name, f"Akan: {will}{onward}. Tidak mengirim pesan.", macro.text_code, macro.goes_on
    )
