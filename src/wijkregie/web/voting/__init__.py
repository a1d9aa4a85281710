"""Voting on money: the page where residents vote, the proof of it, and the desk behind it."""
