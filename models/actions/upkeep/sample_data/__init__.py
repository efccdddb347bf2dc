"""Practice ends: what came only of practising is found, shown, and taken out at once; real work stays."""
