"""Pages: programme pages and project cards."""
