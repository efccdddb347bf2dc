"""Builds what an office installs: one signed archive a platform, the same bytes each time, with all it needs inside.

It knows nothing of the program it packs. `installer` goes along in the archive and runs there by itself.
"""
