"""Templates to borrow: goals, indicators and a vision of another municipality."""
