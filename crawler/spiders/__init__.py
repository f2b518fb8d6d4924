"""The spiders: one per way in which an outlet lists its articles."""
