"""Removes practice data: what came only of practising is found, shown and deleted at once; real work stays."""
