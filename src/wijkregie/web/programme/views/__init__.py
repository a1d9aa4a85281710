"""The pages about programmes and projects, one module per subject."""
