"""Counting votes over money, exactly: declared rules, every round, and what decided a tie."""
