"""Pictures of the back office: those of the staff guide, and sheets of every screen. `python -m tests.pictures`."""
