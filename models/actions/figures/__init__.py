"""Actions on figures: facts of a period, reports, the register and the closing of a month."""
