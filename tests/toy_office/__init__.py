"""Two toy programs with the doors start.py calls, so that starting and stopping is tested in seconds."""
