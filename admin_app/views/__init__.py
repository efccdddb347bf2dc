"""One screen, one file. Each lists, shows, and calls one action; none decides."""
