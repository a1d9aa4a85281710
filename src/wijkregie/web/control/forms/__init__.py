"""The forms of the settings, one module per subject."""
