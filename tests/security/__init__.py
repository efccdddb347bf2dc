"""What the documents of docs/keamanan state, compared with the program, its tests and its settings."""
