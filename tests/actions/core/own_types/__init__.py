"""The catalogue of all types of paper."""
