"""Composed pages: articles of public corpora put into generated page frames, each line with what it is."""
