"""Reads the site's settings from the files that own them: `mkdocs.yml` and `CITATION.cff`."""

from __future__ import annotations

from pathlib import Path

from scripts.parse.yaml_text import Mapping, Scalar, parse_yaml
from scripts.settings import Settings


class SettingMissing(Exception):
    """A setting is not there; the message says which, and where it belongs."""


def read_settings(root: Path) -> Settings:
    """The settings of the repository at `root`. Raises `SettingMissing`."""
    generator = _fields(root / "mkdocs.yml")
    extra = generator.get("extra", {})
    citation = _fields(root / "CITATION.cff")
    return Settings(
        site_url=_text(generator, "site_url", "mkdocs.yml").rstrip("/") + "/",
        edit_url=_text(extra if isinstance(extra, dict) else {}, "edit_url", "mkdocs.yml, extra"),
        new_url=_text(extra if isinstance(extra, dict) else {}, "new_url", "mkdocs.yml, extra"),
        form_url=_text(extra if isinstance(extra, dict) else {}, "form_url", "mkdocs.yml, extra"),
        version=_text(citation, "version", "CITATION.cff"),
        date=_text(citation, "date-released", "CITATION.cff"),
    )


def _fields(path: Path) -> dict[str, object]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    root = parse_yaml(text).root
    return _plain(root) if isinstance(root, Mapping) else {}


def _plain(node: Mapping) -> dict[str, object]:
    out: dict[str, object] = {}
    for key, value in node.entries.items():
        if isinstance(value, Scalar):
            out[key] = value.text
        elif isinstance(value, Mapping):
            out[key] = _plain(value)
    return out


def _text(fields: dict[str, object], name: str, where: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise SettingMissing(f"»{name}« mangler i {where} · '{name}' is missing in {where}")
    return value
