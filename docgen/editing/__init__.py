"""What Word and LibreOffice make of a template: where a tag stands, what is put right, what would vanish."""
