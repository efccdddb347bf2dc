"""Rules of official papers: types, numbers, signed copies."""
