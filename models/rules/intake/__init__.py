"""Rules of what comes in: which complaint a message joins, filing by hand, chat exports."""
