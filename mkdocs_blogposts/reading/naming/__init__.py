"""The names of fields, and what a slip of the pen in one may mean."""
