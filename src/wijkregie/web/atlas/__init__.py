"""The wijkatlas on paper."""
