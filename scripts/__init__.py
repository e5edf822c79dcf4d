"""Vidensbasen Samskabelse: checks the knowledge base's files and builds its site.

The modules follow the flow of the data: `read` → `parse` → `check` → `link` → `render` → `publish`.
Each knows those before it and none after it.
"""
