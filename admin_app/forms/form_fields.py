"""The base of hand-written forms: Indonesian messages, HTML's own date and time fields, no library script."""

from pathlib import Path
from typing import Any

from flask_babel import Domain
from wtforms import Form, SelectMultipleField, StringField

_DOMAIN = Domain(str(Path(__file__).parents[1] / "translations"), domain="wtforms")


class _Indonesian:
    """WTForms' messages from our catalogue (WTForms has none for Indonesian)."""

    def gettext(self, text: str) -> str:
        """Translate one sentence."""
        return str(_DOMAIN.get_translations().ugettext(text))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Translate a sentence that counts."""
        return str(_DOMAIN.get_translations().ungettext(singular, plural, count))


class OfficeForm(Form):
    """The base of our forms; the template adds the form token and the one-time key."""

    class Meta:
        """Where its messages come from."""

        def get_translations(self, _form: Form) -> _Indonesian:
            """Return our catalogue."""
            return _Indonesian()


class PlainText(StringField):
    """One line of text, trimmed; an empty one is an empty text, never None."""

    def process_formdata(self, valuelist: list[object]) -> None:
        """Take the line; spaces alone do not fill a required field."""
        self.data = " ".join(str(valuelist[0]).split()) if valuelist else ""
        self.raw_data = [self.data] if valuelist else []


class TickedList(SelectMultipleField):
    """Several values of a list, each with a check box; stored as keys joined by commas, in the list's order."""

    ticked = True  # how the template knows it

    def process_data(self, value: Any) -> None:
        """Split the stored keys."""
        self.data = [key for key in (value or "").split(",") if key]

    def populate_obj(self, obj: object, name: str) -> None:
        """Join the ticked keys."""
        setattr(obj, name, ",".join(key for key, _ in self.choices if key in (self.data or [])))
