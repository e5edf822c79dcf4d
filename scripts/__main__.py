"""`python -m scripts`: the one entrance to all commands."""

from scripts.commands.main import main

if __name__ == "__main__":
    main()
