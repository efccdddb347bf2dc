"""Word: facts in, .docx out. Reads no database, no network."""
