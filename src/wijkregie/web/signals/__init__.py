"""Pages: reporting, following, the work list."""
