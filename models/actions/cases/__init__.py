"""Actions on cases other than their moves (core): take, merge, split, note, macros, field reports."""
