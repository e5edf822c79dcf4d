"""The rules. Each check is a generator of problems whose docstring is the rule; none reads the disk, prints or raises."""
