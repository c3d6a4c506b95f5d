"""Which part of a page is in which language, for readers aloud, hyphenation and search."""

from __future__ import annotations

import attrs

__all__ = ["IN_ENGLISH", "Tags"]


@attrs.frozen
class Tags:
    """The languages of what stands on a page, as tags.

    Attributes:
        page: Of the page as a whole.
        record: Of titles, names and prose of the record.
        words: Of the fixed words.
    """

    page: str = "en"
    record: str = "en"
    words: str = "en"

    def marks(self) -> dict[str, str]:
        """Return what a part of the page has to be marked with where its language is not that of what is around it."""
        return {
            "lang_of_words": "" if self.words == self.page else self.words,
            "lang_of_record": "" if self.record == self.page else self.record,
            "lang_of_label": "" if self.words == self.record else self.words,
            "lang_of_remark": "" if self.page.partition("-")[0].lower() == "en" else "en",
        }


IN_ENGLISH = Tags()
