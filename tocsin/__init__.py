"""The front door: configuration, command line, schedule, workers."""

__version__ = "0.1.0"
