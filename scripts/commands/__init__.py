"""The commands. Only here is anything printed, and only here does the program end."""
