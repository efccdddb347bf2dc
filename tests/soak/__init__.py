"""Endurance: the real programs for hours under traffic, officers and random faults, judged all the time."""
