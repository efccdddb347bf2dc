"""Field checks of SOP step 6 on the phone."""
