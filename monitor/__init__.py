"""Match, score and group the articles that the crawler keeps."""
