#!/usr/bin/env bash
# A chapter in Urdu, read and written again by EbookLib, says that it is English and runs from the left.
#
# Versions: EbookLib 0.20.
# Expected: in EPUB 3 a chapter is XHTML, and its html element says its language and direction. EbookLib says that
#   an item's language can be another than the book's; what was read and not touched is written as it was.
# Happens: everything outside of the body is written anew from the book: lang and xml:lang are those of the book,
#   dir is gone, and so are the class of the body and the styles in the head. What stands inside the body stays.
# Seen, for <html lang="ur" xml:lang="ur" dir="rtl"> in a book whose language is English:
#   before   lang ur   dir rtl   body class poem   1 style
#   after    lang en   no dir    no class          no style
# For a workshop tool: a report in two languages that passes through it is read aloud by an English voice, and
#   its full stops and brackets are at the wrong end. Set lang and direction on each item again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check EbookLib==0.20 lxml==6.0.2
venv/bin/python -W ignore - <<'PY'
import zipfile

from ebooklib import epub
from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
FILES = {
    "META-INF/container.xml": """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>""",
    "EPUB/package.opf": """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:0f6a3f2e-7d9b-4a0c-8f1e-1f2d3c4b5a69</dc:identifier>
<dc:title>What we heard</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-11-30T00:00:00Z</meta></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="urdu" href="urdu.xhtml" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="urdu"/></spine></package>""",
    "EPUB/nav.xhtml": f"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title></head><body>
<nav epub:type="toc"><ol><li><a href="urdu.xhtml">Urdu</a></li></ol></nav></body></html>""",
    "EPUB/urdu.xhtml": f"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="{XHTML}" lang="ur" xml:lang="ur" dir="rtl">
<head><title>Urdu</title><style>.poem {{ line-height: 2 }}</style></head>
<body class="poem"><p>بس نہیں آتی (اتوار کو)۔</p></body></html>""",
}
with zipfile.ZipFile("before.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    for name, content in FILES.items():
        book.writestr(name, content)
epub.write_epub("after.epub", epub.read_epub("before.epub"))


def told(path):
    with zipfile.ZipFile(path) as book:
        (name,) = (one for one in book.namelist() if one.endswith("urdu.xhtml"))
        html = etree.fromstring(book.read(name))
    body, xml = html.find(f"{{{XHTML}}}body"), "{http://www.w3.org/XML/1998/namespace}lang"
    styles = len(html.findall(f".//{{{XHTML}}}style"))
    said = html.get("lang"), html.get(xml), html.get("dir"), body.get("dir"), body.get("class"), styles
    return said, "".join(body.itertext()).strip()


before, after = told("before.epub"), told("after.epub")
print(before, after)
if before[1] != after[1]:
    raise SystemExit("Changed: the words themselves are no longer kept.")
if before[0] != ("ur", "ur", "rtl", None, "poem", 1):
    raise SystemExit("Changed: the book itself is no longer so.")
if after[0] != ("en", "en", None, None, None, 0):
    raise SystemExit("Changed: the language, the direction or the style is kept now.")
PY
