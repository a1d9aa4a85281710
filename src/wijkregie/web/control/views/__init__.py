"""The pages of the settings, one module per subject."""
