"""Reading the disk: every source file once. Nothing here knows what the text means."""
