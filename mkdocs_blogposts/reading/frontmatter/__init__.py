"""The front matter of a file, in each way of writing one, as keys and values."""
