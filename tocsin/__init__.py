"""The front door: configuration, command line, schedule, workers."""
