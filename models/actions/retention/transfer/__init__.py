"""Files whose active years are over, and their transfer from the unit that worked them to the records centre."""
