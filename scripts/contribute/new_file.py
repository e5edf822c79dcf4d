"""The address that opens the forge's editor on a new file, filled in with a template as far as an address can hold one."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

# GitHub answers 414 to an address of over 8,191 bytes (https://github.com/github/docs/issues/5136). Who is not signed in
# is sent by way of a sign-in page whose address holds ours, escaped once more: that one must not be too long either.
MAXIMUM_ADDRESS = 8_000
_SIGN_IN = "https://github.com/login?return_to="


def new_file_url(base: str, path: str, text: str) -> str:
    """The address of the editor for a new file at `path`, holding `text`, or `text` without its comments, or nothing.

    `base` is where new files are begun (`settings.new_url`). The first that is short enough is taken.
    """
    bare = f"{base}?filename={quote(path)}"
    for filled in (text, without_comments(text)):
        address = f"{bare}&value={quote_plus(filled, safe=_READABLE)}"
        if is_short_enough(address):
            return address
    return bare


# Characters that a query may hold as they are (RFC 3986, 3.4), and that stand often in a template.
_READABLE = ":/,!*()'$?@"


def is_short_enough(address: str) -> bool:
    """Whether the address is taken, also on the way round by the sign-in page."""
    return len(_SIGN_IN) + len(quote(address, safe="")) <= MAXIMUM_ADDRESS


def without_comments(text: str) -> str:
    """A page without the comment lines of its header."""
    opening, header, body = text.split("---\n", 2)
    kept = [line for line in header.splitlines(keepends=True) if not line.lstrip().startswith("#")]
    return "---\n".join((opening, "".join(kept), body))
