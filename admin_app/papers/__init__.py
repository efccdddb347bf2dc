"""Papers on screen and as files: previews, PDF, dossiers, numbering, templates."""
