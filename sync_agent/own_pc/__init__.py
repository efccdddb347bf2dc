"""This PC as one of the office: enrolled there, and taking the version that the office has."""
