"""What of a case's paper folder holds its archive up, in an office that keeps paper (SOP step 9)."""

# The office's setting: "ya" where each case's folder is put into a place before the case is put away.
KEEPS_PAPER = "arsip_kertas"


def folder_lacking(asked: bool, placed: bool, newer: int) -> str:
    """Return what must be done with the folder first; empty where nothing must, or the office keeps no paper.

    `newer`: papers signed, or copies returned, since the folder was put away.
    """
    if not asked:
        return ""
    if not placed:
        return "berkas kertasnya belum ditata di rak"
    return f"{newer} naskah belum dimasukkan ke berkas kertasnya" if newer else ""
