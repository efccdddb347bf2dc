"""Actions on clocks: pauses, warnings, limits of the law, special hours."""
