"""Pages for a concern about a person or household."""
