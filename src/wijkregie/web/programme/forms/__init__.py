"""What is asked about projects, one module per subject."""
