"""The pages about a vote: those for everyone, and those for who prepares it."""
