"""Updates of a machine to the next version, by the installed one; and what a start makes of one that broke off."""
