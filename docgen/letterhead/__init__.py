"""The office's letterhead as one block for all papers and the dossier, and an uploaded emblem made fit."""
