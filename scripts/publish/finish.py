"""The last touches on the generator's output: what it should not have written goes, each page gets its security policy.

The policy names the inline scripts of the page by their hashes, so that nothing else can run, whatever a text holds.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

from scripts.publish.addresses import with_addresses
from scripts.render.short_pages import Addresses

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
_UNWANTED = ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json")
_HEAD = '<meta charset="utf-8">'


def finish(html: str) -> str:
    """One page with its Content-Security-Policy. Raises ValueError where the page has no head to put it in."""
    if _HEAD not in html:
        raise ValueError("page without <meta charset>")
    hashes = sorted({_hash(match["code"]) for match in _SCRIPT.finditer(html) if _runs(match["attributes"])})
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )
    meta = f'{_HEAD}<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    return html.replace(_HEAD, meta, 1)


def unwanted(path: str) -> bool:
    """Files of the generator that the site replaces by its own."""
    return path in _UNWANTED or path.endswith(".map")


def finish_tree(source: Path, target: Path, root: str = "", addresses: Addresses | None = None) -> None:
    """Copy the generator's output to `target`, finished. `root` is its place on the site, such as `en/`."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if not path.is_file() or unwanted(name):
            continue
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            html = finish(path.read_text(encoding="utf-8"))
            page = root + name.removesuffix("index.html")
            copy.write_text(with_addresses(html, page, addresses or Addresses()), encoding="utf-8")
        else:
            shutil.copyfile(path, copy)  # a copy, since the generator writes over its own files


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "application/" not in attributes


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
