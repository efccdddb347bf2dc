"""Is this PC safe to run on: what `run_admin.py doctor` looks at, one finding each. Changes nothing."""
