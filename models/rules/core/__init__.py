"""Rules every subject stands on: errors, moments in time, what a text must be."""
