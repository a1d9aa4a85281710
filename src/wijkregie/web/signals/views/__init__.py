"""Pages about signals: reporting, following, reading, handling."""
