"""The front page, search, and the pages about this site."""
