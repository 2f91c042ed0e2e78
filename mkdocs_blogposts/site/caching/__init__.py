"""What an earlier build, or another process, has made already and need not be made again."""
