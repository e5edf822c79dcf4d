"""The last touches on the generator's output: what it should not have written goes, each page gets its security policy.

The policy names the frame's inline scripts by their hashes, so that nothing else can run, whatever a text holds. Which
scripts are the frame's is read off the page for lost addresses, which holds no author's text.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

from scripts.publish.addresses import with_addresses
from scripts.render.short_pages import Addresses
from scripts.workers import side_by_side

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
_UNWANTED = ("sitemap.xml", "sitemap.xml.gz", "search/search_index.json")
_HEAD = '<meta charset="utf-8">'
_SCOPE = re.compile(r'^__md_scope=new URL\("[./a-z]*",location\)')  # tells how deep the page lies
LOST = "404.html"
CHUNK = 50


def frame_scripts(lost: str) -> frozenset[str]:
    """The inline scripts of the frame, from the generator's page for lost addresses (`LOST`)."""
    return frozenset(_SCOPE.sub("", code) for code in _inline(lost))


def finish(html: str, frame: frozenset[str]) -> str:
    """One page with its Content-Security-Policy, which lets the `frame`'s scripts run and no other.

    Raises ValueError where the page has no head to put it in.
    """
    if _HEAD not in html:
        raise ValueError("page without <meta charset>")
    hashes = sorted({_hash(code) for code in _inline(html) if _SCOPE.sub("", code) in frame})
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes)}".rstrip(),
            "style-src 'self'",
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
    frame = frame_scripts((source / LOST).read_text(encoding="utf-8"))
    files = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    names = sorted(name for name in files if not unwanted(name))
    for folder in sorted({(target / name).parent for name in names}):
        folder.mkdir(parents=True, exist_ok=True)

    def finish_file(name: str) -> None:
        if name.endswith(".html"):
            html = finish((source / name).read_text(encoding="utf-8"), frame)
            page = root + name.removesuffix("index.html")
            (target / name).write_text(with_addresses(html, page, addresses or Addresses()), encoding="utf-8")
        else:
            shutil.copyfile(source / name, target / name)  # a copy, since the generator writes over its own files

    side_by_side(finish_file, names, CHUNK)


def _inline(html: str) -> list[str]:
    """The code of the scripts that stand in the page itself."""
    found = _SCRIPT.finditer(html)
    return [one["code"] for one in found if "src=" not in one["attributes"] and "application/" not in one["attributes"]]


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
