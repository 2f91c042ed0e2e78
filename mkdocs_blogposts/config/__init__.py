"""The options of the plugin, and what may be written in each."""
