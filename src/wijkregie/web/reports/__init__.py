"""Pages: the thread and the council page."""
