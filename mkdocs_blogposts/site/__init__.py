"""A blog in a site of MkDocs, as a build goes: settings, planning, pictures, printing; and checks beside it."""
