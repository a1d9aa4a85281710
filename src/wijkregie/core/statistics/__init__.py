"""Statistics of surveys: estimates with their margins, and what may be called an effect."""
