"""The demo town: Heerhugowaard with real figures, and people who do not exist."""
