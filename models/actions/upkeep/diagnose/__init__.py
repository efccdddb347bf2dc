"""What `run_admin.py doctor` checks: whether this PC is safe to run on, one finding each. Changes nothing."""
