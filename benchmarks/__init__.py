"""Quality and speed, measured against peers; each command prints the figures that the documents quote."""
