"""ZIP files that say nothing of when, where or by whom they were made."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import regex

# Characters that XML 1.0 does not know, such as a form feed; one of them would make an Office document unreadable.
NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can hold."""
PACKED_ALREADY = (".docx", ".pptx", ".xlsx", ".png")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in a ZIP, in this order; what is packed already is stored as it is."""
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, content in files.items():
            member = ZipInfo(name, NO_TIME)
            member.compress_type = ZIP_STORED if name.endswith(PACKED_ALREADY) else ZIP_DEFLATED
            member.create_system = 0  # the same on every system
            archive.writestr(member, content)
    return package.getvalue()
