"""The shapes of texts: plain ones, ids, language tags, web addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

import attrs

from timeline.errors import Invalid, shown
from timeline.files import LONGEST_TEXT, too_long
from timeline.records.shape import Shape, kind_of_value

__all__ = ["LONGEST_ID", "SLUG", "Language", "Slug", "Text", "Url", "slug_problem"]

LONGEST_ID = 100
LONGEST_URL = 2048

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
# Controls but tab and newline, lone surrogates, noncharacters and invisible tag characters: never part of a text.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


@attrs.frozen
class Text(Shape[str]):
    """A text in Unicode's composed form, without surrounding white space.

    Attributes:
        required: Whether the empty text is refused.
    """

    required: bool = False

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"a text is wanted, not {kind_of_value(value)}", code="wrong-type")
        if len(value) > LONGEST_TEXT:
            raise Invalid(too_long(len(value)))
        text = str.__str__(value) if value.isprintable() else _with_line_breaks(value)
        text = unicodedata.normalize("NFC", text).strip()
        if self.required and not text:
            raise Invalid("an empty text", code="empty", hint="write something here")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1} if self.required else {"type": "string"}


def _with_line_breaks(value: str) -> str:
    """Return a text of several lines, or with unusual characters, with one kind of line break."""
    text = str.__str__(value).replace("\r\n", "\n").replace("\r", "\n")
    if found := _REFUSED.search(text):
        raise Invalid(
            f"the character U+{ord(found.group()):04X} in {shown(text)}",
            code="refused-character",
            hint="remove it: it is no text",
        )
    return text


def slug_problem(text: str) -> str:
    """Return what is wrong with a text as an id, or the empty text."""
    if len(text) > LONGEST_ID:
        return f"an id of {len(text)} characters; at most {LONGEST_ID} are allowed"
    if not SLUG.fullmatch(text):
        return f"{shown(text)} is no id; an id is made of a-z, 0-9 and '-', and begins with a letter or digit"
    return ""


@attrs.frozen
class Slug(Shape[str]):
    """An id: lower-case letters, digits and hyphens, at most a hundred of them."""

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"an id is a text, not {kind_of_value(value)}", code="wrong-type")
        if problem := slug_problem(value):
            message, _, hint = problem.partition("; ")
            raise Invalid(message, code="malformed-id", hint=hint)
        return str.__str__(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": LONGEST_ID}


@attrs.frozen
class Language(Shape[str]):
    """A language tag (BCP 47), for instance `en` or `zh-Hans`; empty where it is not said."""

    def convert(self, value: object) -> str:
        text = Text().convert(value)
        if text and not _LANGUAGE.fullmatch(text):
            raise Invalid(
                f"{shown(text)} is no language tag", code="bad-language", hint="write one such as 'en' or 'uk'"
            )
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({_LANGUAGE.pattern})?$"}


@attrs.frozen
class Url(Shape[str]):
    """A web address that is safe to link: http or https, a host, no user name, only characters of RFC 3986."""

    def convert(self, value: object) -> str:
        text = Text().convert(value)
        if text and (problem := _url_problem(text)):
            raise Invalid(f"{shown(text)} {problem}", code="bad-address", hint="write a whole http or https address")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(https?://.+)?$", "maxLength": LONGEST_URL}


def _url_problem(text: str) -> str:
    if len(text) > LONGEST_URL:
        return f"is longer than {LONGEST_URL} characters"
    if not _URL_CHARACTERS.fullmatch(text):
        return "has characters that must be percent-encoded in an address"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return "is no address"
    if parts.scheme not in {"http", "https"} or not host or not text.startswith(f"{parts.scheme}://"):
        return "is no http or https address"
    return "has a user name before the host" if "@" in parts.netloc else ""
