"""Two toy programs with the commands start.py calls, so that starting and stopping is tested in seconds."""
