"""Fetch what the outlets publish and keep the clean text of every article."""
