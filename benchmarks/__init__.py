"""What the figures of the README come from. Each module prints a table and takes its size as an argument."""
