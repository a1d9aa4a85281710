"""A backup is one file: the database, the uploaded files, and what should be in it."""
