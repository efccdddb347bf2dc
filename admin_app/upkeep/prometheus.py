"""Writes figures as Prometheus text: a name, what it counts, and a number for each set of labels."""

Values = list[tuple[dict[str, str], float]]


def series(name: str, help_text: str, values: Values) -> list[str]:
    """Return the lines of one gauge."""
    rows = [f"# HELP {name} {help_text}", f"# TYPE {name} gauge"]
    for labels, value in values:
        inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        rows.append(f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:g}")
    return rows


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
