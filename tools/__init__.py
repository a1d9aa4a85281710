"""The two commands of the project and what they stand on. Only `messages` needs a library."""
