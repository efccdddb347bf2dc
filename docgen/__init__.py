"""Word documents: facts in, .docx out. It reads no database and no network."""
