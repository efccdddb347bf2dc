"""Finds in free text what tells who a person is, however it is spelled."""
