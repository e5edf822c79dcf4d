"""What the outside of the content says of the site: its address, where its sources are edited, its version and date."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """`site_url` ends in `/`; `edit_url` holds `{path}`; `date` is yyyy-mm-dd; `form_url`: where an issue is begun."""

    site_url: str
    edit_url: str
    new_url: str
    version: str
    date: str
    form_url: str = ""
