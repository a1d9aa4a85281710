"""Questions across rooms: the thread, and the counts for the council."""
