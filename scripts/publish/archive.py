"""The release: one zip file with the whole site, which opens from a plain folder or a USB stick. Same content, same bytes.

A folder has no server that shows `index.html` for `models/`: in the copy every link to a page names its file. Modules do not
load from a folder either: a small script stands in for them, which loads them where there is a server and else says so.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from scripts.settings import Settings

NAME = "vidensbasen-samskabelse"
_LINK = re.compile(r'(?P<before><(?:a|form|area)\b[^>]*?\s(?:href|action)="|content="\d+; url=)(?P<url>[^"]*)"')
_MODULE = re.compile(r'<script src="(?P<folder>(?:[^"]*/)?)(?P<name>[a-z-]+)\.js" type="module"></script>')
_README = {
    "LÆS-MIG.txt": """{title}, version {version}, {date}

Sådan læser du siderne
  Pak zip-filen ud, og åbn site/index.html i en browser. Der skal ikke bruges internet.

Søgning, filtre og modelguiden kræver en server
  Browsere lader ikke en side i en mappe hente søgeindekset. Har du Python, så åbn en
  terminal i mappen her, og skriv:

      python3 -m http.server 8000 --bind 127.0.0.1 --directory site

  (på Windows: py -m http.server 8000 --bind 127.0.0.1 --directory site)
  Gå så til http://127.0.0.1:8000/ i browseren. Stop serveren med Ctrl-C.

Det hele kan lægges på en webserver
  Mappen site er hele sitet med alle data (site/data) og ark til print (site/handouts).

Indholdet må bruges under CC BY 4.0. Se site/about/licence/index.html.
""",
    "README.txt": """{title}, version {version}, {date}

To read the pages
  Unpack the zip file and open site/en/index.html in a browser. No internet is needed.

Search, filters and the model guide need a server
  Browsers do not let a page in a folder fetch the search index. If you have Python, open a
  terminal in this folder and write:

      python3 -m http.server 8000 --bind 127.0.0.1 --directory site

  (on Windows: py -m http.server 8000 --bind 127.0.0.1 --directory site)
  Then go to http://127.0.0.1:8000/en/ in the browser. Stop the server with Ctrl-C.

All of it can be put on a web server
  The folder site is the whole site with all data (site/data) and handouts (site/handouts).

The content may be used under CC BY 4.0. See site/en/about/licence/index.html.
""",
}
_TITLES = {"LÆS-MIG.txt": "Vidensbasen Samskabelse", "README.txt": "Samskabelse knowledge base"}


def write_archive(site: Path, settings: Settings, folder: Path) -> Path:
    """Write the zip file of the finished site into `folder`: whole, or not at all. Returns its path."""
    name = f"{NAME}-{re.sub(r'[^A-Za-z0-9.]+', '-', settings.version)}"
    path, half_written = folder / f"{name}.zip", folder / f".{name}.zip.part"
    try:
        with zipfile.ZipFile(half_written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for inside, content in _files(site, settings):
                archive.writestr(_entry(f"{name}/{inside}", settings.date), content)
        half_written.replace(path)
    finally:
        half_written.unlink(missing_ok=True)
    return path


def for_folder(html: str) -> str:
    """A page whose links name files, and whose modules wait for a server."""
    html = _LINK.sub(lambda link: f'{link["before"]}{_with_file(link["url"])}"', html)
    return _MODULE.sub(
        lambda script: f'<script src="{script["folder"]}from-folder.js" data-module="{script["name"]}" defer></script>',
        html,
    )


def _files(site: Path, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every file by its path in the archive, sorted."""
    for name, text in _README.items():
        filled = text.format(title=_TITLES[name], version=settings.version, date=settings.date)
        yield name, filled.replace("\n", "\r\n").encode("utf-8-sig")  # so that Notepad shows it right
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for inside, path in sorted(paths.items()):
        raw = path.read_bytes()
        if path.suffix == ".html" and path.name != "404.html":  # that page is for servers alone
            raw = for_folder(raw.decode("utf-8")).encode("utf-8")
        yield f"site/{inside}", raw


def _with_file(url: str) -> str:
    """`../models/?a=b#c` to `../models/index.html?a=b#c`; what leads elsewhere or to a file stays."""
    found = re.fullmatch(r"(?P<path>[^?#]*)(?P<rest>.*)", url, re.S)
    assert found is not None  # any text has this form
    path = found["path"]
    if not path or ":" in path or path.startswith("/"):
        return url
    if path in (".", "..") or path.endswith("/.."):
        path += "/"
    return f"{path}index.html{found['rest']}" if path.endswith("/") else url


def _entry(name: str, date: str) -> zipfile.ZipInfo:
    """A file that has the day of the release, and no trace of the machine."""
    year, month, day = (int(part) for part in date.split("-"))
    entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
