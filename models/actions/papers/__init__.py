"""Actions on official papers: gather facts, draft, initial, number, sign, file, cancel."""
