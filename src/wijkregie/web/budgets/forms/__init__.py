"""What is asked about funds, their money and their rounds."""
