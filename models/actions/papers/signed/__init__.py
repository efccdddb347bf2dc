"""Copies that come back signed: filed, judged, judged again, replaced; and the certificates they are judged by."""
