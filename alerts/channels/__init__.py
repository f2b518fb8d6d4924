"""The channels that carry a message to a reader, one small module each."""
