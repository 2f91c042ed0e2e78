"""The command `blogposts`."""
