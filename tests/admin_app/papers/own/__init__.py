"""The screens of own types, and their papers on the page of a case."""
