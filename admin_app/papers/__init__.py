"""Papers on screen and as files: previews, PDFs, dossiers, numbering, templates."""
