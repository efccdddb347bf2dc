"""Actions on cases beside their moves (core): take, merge, split, note, macros, field reports."""
