"""Clocks on screen: those of a case, their buttons, the limits of the law."""
