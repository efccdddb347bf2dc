"""How a complainant is named on papers and lists: by name, masked, or not at all where identity is protected."""


def mask_handle(value: str) -> str:
    """Hide the middle of a phone number or account name, keeping enough to tell two apart."""
    if len(value) <= 6:
        return value[:1] + "•" * max(len(value) - 1, 0)
    keep = 3 if value.startswith("+") else 2
    return value[: keep + 2] + "•" * (len(value) - keep - 5) + value[-3:]


def reporter_label(name: str, handle: str, protected: bool, number: str) -> str:
    """Name the complainant for somebody who handles the case but need not know more."""
    if protected:
        return f"Pelapor {number.rsplit('-', 1)[-1]} (identitas dirahasiakan)"
    masked = mask_handle(handle)
    return f"{name} ({masked})" if name else masked


def mask_name(name: str) -> str:
    """Keep the first letter of every word of a name."""
    return " ".join(word[:1] + "•••" for word in name.split())


def mask_email(address: str) -> str:
    """Keep the first letter and the domain of a mail address."""
    user, at, domain = address.partition("@")
    return f"{user[:1]}•••{at}{domain}" if user else ""
