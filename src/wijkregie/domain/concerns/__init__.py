"""Concerns about a person or household: sealed, handed over, and then wiped here."""
