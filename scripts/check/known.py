"""What exists: every id, key, anchor and picture that a page may name, gathered before the first rule runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scripts.parse.yaml_text import Mapping as YamlMapping
from scripts.parse.yaml_text import Scalar, Sequence


@dataclass(frozen=True)
class Known:
    """`vocabulary`: ids of each list. `names`: ids of each kind of object. `anchors`: of each Danish page, by its path.

    `unsure`: kinds of objects, `vocabulary` and paths of pages that could not be read, so that nothing is missing there.
    """

    vocabulary: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    images: frozenset[str] = frozenset()
    today: str = "9999-12-31"
    unsure: frozenset[str] = frozenset()

    def values(self, vocabulary: str) -> frozenset[str]:
        return self.vocabulary.get(vocabulary, frozenset())

    def ids(self, kind: str) -> frozenset[str]:
        return self.names.get(kind, frozenset())


def list_items(root: object) -> Iterator[YamlMapping]:
    """The entries of a YAML list of records."""
    if isinstance(root, Sequence):
        yield from (item for item in root.items if isinstance(item, YamlMapping))


def text_at(node: YamlMapping, key: str) -> str:
    """The text under a key, or the empty string."""
    value = node.entries.get(key)
    return value.text if isinstance(value, Scalar) else ""
