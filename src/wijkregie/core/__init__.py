"""The ground: pure calculation, values in and values out."""
