"""The register of what Aduan asserts: sentences, badges, figures, exit codes, with evidence and trial of each."""
