"""The graph of links between complaints and messages: read, locked, carried along, settled anew."""
