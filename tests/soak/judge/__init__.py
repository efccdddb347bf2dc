"""The judge of a soak: what he sees, what must hold, how long things may take; he knows no process and no fault."""
