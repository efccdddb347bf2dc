"""The fake Cloud API."""
