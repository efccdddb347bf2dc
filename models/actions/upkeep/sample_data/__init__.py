"""Practice ends: what came only of practising is found, shown, and taken out in one press; real work stays."""
