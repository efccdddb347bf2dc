"""The base of our hand-written forms: Indonesian messages, HTML's own date and time fields, no library script."""

from pathlib import Path
from typing import Any

from flask_babel import Domain
from wtforms import Form, SelectMultipleField, StringField

_DOMAIN = Domain(str(Path(__file__).parents[1] / "translations"), domain="wtforms")


class _Indonesian:
    """WTForms' own sentences from our catalogue (WTForms has none for Indonesian)."""

    def gettext(self, text: str) -> str:
        """Translate one sentence."""
        return str(_DOMAIN.get_translations().ugettext(text))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Translate a sentence that counts."""
        return str(_DOMAIN.get_translations().ungettext(singular, plural, count))


class OfficeForm(Form):
    """A form of ours; the form token and the one-time key are put in by the template."""

    class Meta:
        """Where its messages come from."""

        def get_translations(self, _form: Form) -> _Indonesian:
            """Return our catalogue."""
            return _Indonesian()


class PlainText(StringField):
    """One line of text, spaces trimmed; an empty one is an empty text, never None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the line; spaces alone are no answer to a field that must be filled."""
        self.data = " ".join(str(valuelist[0]).split()) if valuelist else ""
        self.raw_data = [self.data] if valuelist else []


class TickedList(SelectMultipleField):
    """Several of a list, each with a box to tick; kept as their keys, commas between, in the order of the list."""

    ticked = True  # how the template knows it

    def process_data(self, value: Any) -> None:
        """Take the kept keys apart."""
        self.data = [key for key in (value or "").split(",") if key]

    def populate_obj(self, obj: Any, name: str) -> None:
        """Join the ticked keys."""
        setattr(obj, name, ",".join(key for key, _ in self.choices if key in (self.data or [])))
