"""Channel accounts on screen, and where platforms push to us."""
