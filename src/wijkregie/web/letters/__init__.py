"""Pages: letters to post and calls to make."""
