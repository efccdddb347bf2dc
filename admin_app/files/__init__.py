"""Files in and out: citizens' attachments, media, uploads."""
