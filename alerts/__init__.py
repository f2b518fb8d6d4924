"""Compose, render and deliver what the monitor found."""
