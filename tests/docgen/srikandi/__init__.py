"""The package that goes to SRIKANDI."""
