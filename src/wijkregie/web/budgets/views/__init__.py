"""The pages about funds: those for everyone, and those for who runs them."""
