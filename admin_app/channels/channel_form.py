"""The form of a channel account, made from its channel's row: settings by name, secrets never shown again."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, SelectField
from wtforms.fields import Field
from wtforms.validators import InputRequired, Length, Optional

from admin_app.channels.channel_words import SECRETS, FieldWords, settings_of, words_of
from admin_app.forms.form_fields import OfficeForm, PlainText
from models.rules.channels.channels import Channel, Secret

SETTING, SECRET = "set_", "rahasia_"
_LONGEST_SECRET = 8000
KEPT = "kosongkan bila tidak diganti"


def channel_form(
    row: Channel, adding: bool, posted: MultiDict[str, str] | None, values: Mapping[str, str] | None = None
) -> OfficeForm:
    """Return the form; `values` are the current settings, `posted` what was sent. It never contains a secret."""
    fields: dict[str, Any] = {
        "label": PlainText(
            "Nama kanal",
            [InputRequired(), Length(max=80)],
            description="yang dikenal petugas, misalnya IG kantor",
        )
    }
    fields |= {f"{SETTING}{name}": _setting(name, name in row.required) for name in settings_of(row)}
    fields |= {f"{SECRET}{one.name}": _secret(one, adding) for one in row.secrets}
    kept = {f"{SETTING}{name}": value for name, value in (values or {}).items()}
    form: OfficeForm = type("ChannelForm", (OfficeForm,), fields)(posted, data=kept)
    return form


def settings_from(form: OfficeForm) -> dict[str, str]:
    """Return the settings that were filled in."""
    return dict(_filled(form, SETTING))


def secrets_from(form: OfficeForm) -> dict[str, str]:
    """Return the secrets that were filled in; an empty field keeps the stored one."""
    return {name: data.strip() for name, data in _filled(form, SECRET)}


def is_rare(field: Field) -> bool:
    """Whether only few offices need a field."""
    name = field.name.removeprefix(SETTING)
    return field.name.startswith(SETTING) and words_of(name).rare and not field.flags.required


def _filled(form: Any, prefix: str) -> list[tuple[str, str]]:
    pairs = [(field.name.removeprefix(prefix), field.data) for field in form if field.name.startswith(prefix)]
    return [(name, data) for name, data in pairs if isinstance(data, str) and data.strip()]


def _setting(name: str, required: bool) -> Any:
    words = words_of(name)
    if words.choices:
        usual = words.choices[0][0]
        return _Choice(words.label, choices=words.choices, default=usual, description=words.hint)
    must = [InputRequired()] if required else [Optional()]
    return PlainText(words.label, [*must, Length(max=300)], description=_hint(words, required))


def _hint(words: FieldWords, required: bool) -> str:
    return words.hint.split(";")[0] if required else words.hint


def _secret(secret: Secret, adding: bool) -> Any:
    must = [InputRequired()] if adding and secret.required else [Optional()]
    told = SECRETS.get(secret.name, "")
    hint = told if adding else "; ".join(part for part in (KEPT, told) if part)
    label = secret.label[0].upper() + secret.label[1:]
    words = {"autocomplete": "new-password"}
    return PasswordField(label, [*must, Length(max=_LONGEST_SECRET)], description=hint, render_kw=words)


class _Choice(SelectField):
    """A choice that also accepts its present value, even if the list does not contain it."""

    def iter_choices(self) -> Any:
        """Yield the choices, and the present value where it is another one."""
        listed = list(super().iter_choices())
        if self.object_data and self.object_data not in [choice[0] for choice in listed]:
            listed.append((self.object_data, self.object_data, self.data == self.object_data, {}))
        return listed
