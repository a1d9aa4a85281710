"""Budgets of neighbourhoods and residents: funds, how large they are, and their rounds."""
