"""A server for the one who writes, on this machine only: the site, what was just saved above it, and news of changes.

Pages get one more script, which reloads them and shows the checker's remarks; the site on disk is not touched.
"""

from __future__ import annotations

import functools
import http.server
import json
import threading
from http import HTTPStatus
from pathlib import Path
from typing import Any

SCRIPT_ADDRESS = "/__serve.js"
NEWS_ADDRESS = "/__news"
SCRIPT = """
const box = document.createElement('pre');
box.setAttribute('role', 'status');
box.style.cssText = 'position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;margin:0;padding:12px 16px;z-index:99;' +
  'background:#a3122c;color:#fff;font:14px/1.45 ui-monospace,monospace;white-space:pre-wrap';
let seen = null;
async function listen() {
  for (;;) {
    try {
      const answer = await fetch('/__news?seen=' + (seen ?? ''), {cache: 'no-store'});
      const news = await answer.json();
      if (news.problems) { box.textContent = news.problems; document.body.append(box); }
      else if (seen !== null && news.version !== seen) { location.reload(); return; }
      else { box.remove(); }
      seen = news.version;
    } catch { await new Promise((done) => setTimeout(done, 1000)); }
  }
}
listen();
"""


class News:
    """What there is to tell open pages: a version that grows with each change, and the problems that stand."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.version = 0
        self.problems = ""

    def tell(self, problems: str = "") -> None:
        with self._changed:
            self.version += 1
            self.problems = problems
            self._changed.notify_all()

    def wait(self, seen: str, seconds: float) -> dict[str, object]:
        """The state, as soon as it is another than `seen`, or after some seconds."""
        with self._changed:
            if seen == str(self.version):
                self._changed.wait(seconds)
            return {"version": self.version, "problems": self.problems}


def start_server(site: Path, above: Path, news: News, port: int) -> http.server.ThreadingHTTPServer:
    """Serve `site`, with what stands in `above` instead of it, on this machine; port 0 takes a free one. Raises OSError."""
    handler = functools.partial(_Handler, site, above, news)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, above: Path, news: News, *given: Any) -> None:
        self.site, self.above, self.news = site, above, news
        super().__init__(*given, directory=str(site))

    def do_GET(self) -> None:
        address, _, query = self.path.partition("?")
        if address == NEWS_ADDRESS:
            self._send(json.dumps(self.news.wait(query.removeprefix("seen="), 20)), "application/json")
        elif address == SCRIPT_ADDRESS:
            self._send(SCRIPT, "text/javascript")
        elif page := self._page(address):
            self._send(page.read_text(encoding="utf-8").replace("</body>", _TAG, 1), "text/html")
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        return

    def _page(self, address: str) -> Path | None:
        """The file of a page; addresses cannot climb, because `translate_path` drops `..`."""
        inside = Path(self.translate_path(address)).relative_to(self.site)
        for folder in (self.above, self.site):
            page = folder / inside / "index.html" if address.endswith("/") else folder / inside
            if page.suffix == ".html" and page.is_file():
                return page
        return None

    def _send(self, text: str, kind: str) -> None:
        body = text.encode("utf-8")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


_TAG = f'<script src="{SCRIPT_ADDRESS}" defer></script></body>'
