"""The forms about a vote."""
