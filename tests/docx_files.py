"""DOCX files read by other people's programs: rules that programs for the blind rest on, texts."""

import io
import re
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

from lxml import etree

from tests.pdfs import page_texts

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
W = f"{{{NAMESPACES['w']}}}"
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"


def tree(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def found(content, name, path):
    return tree(content, name).xpath(path, namespaces=NAMESPACES)


def footer_name(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = (one for one in archive.namelist() if one.startswith("word/footer"))
    return name


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def text_of(element):
    """What an element says, read without python-docx."""
    pieces = element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p")
    return squeeze("".join((one.text or "") if one.tag == f"{W}t" else " " for one in pieces))


# --- rules, each of which a planted error breaks --------------------------------------------------


def heading_levels(content):
    styles = found(content, DOCUMENT, "//w:body/w:p/w:pPr/w:pStyle/@w:val")
    return [int(style[7:]) for style in styles if re.fullmatch(r"Heading\d", style)]


def has_title(content):
    return bool("".join(found(content, CORE, "//dc:title/text()")).strip())


def has_language(content):
    of_styles = found(content, STYLES, "//w:docDefaults//w:lang/@w:val")
    of_file = found(content, CORE, "//dc:language/text()")
    return of_styles == of_file and of_styles in (["es"], ["en"])


def has_headings_in_order(content):
    levels = [0, *heading_levels(content)]
    steps = (after - before for before, after in pairwise(levels))
    return len(levels) > 1 and all(step <= 1 for step in steps)


def has_header_rows(content):
    tables = found(content, DOCUMENT, "//w:tbl")
    return all(one.xpath("w:tr[1]/w:trPr/w:tblHeader", namespaces=NAMESPACES) for one in tables)


def has_named_tables(content):
    tables = found(content, DOCUMENT, "//w:tbl")
    return all(one.xpath("w:tblPr/w:tblCaption", namespaces=NAMESPACES) for one in tables)


def has_zoom(content):
    return bool(found(content, SETTINGS, "/w:settings/w:zoom[@w:percent]"))


def has_known_styles(content):
    known = set(found(content, STYLES, "//w:style/@w:styleId"))
    used = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    return {*found(content, DOCUMENT, used), *found(content, footer_name(content), used)} <= known


def has_described_pictures(content):
    described = "//wp:docPr[not(normalize-space(@descr))]"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return not tree(content, DOCUMENT).xpath(described, namespaces={"wp": drawing})


def has_whole_links(content):
    """Each link leads to an address or to a place of the same document."""
    relations = set(found(content, RELATIONS, "//rel:Relationship[@TargetMode='External']/@Id"))
    places = set(found(content, DOCUMENT, "//w:bookmarkStart/@w:name"))
    links = found(content, DOCUMENT, "//w:hyperlink")
    ids, anchors = f"{{{NAMESPACES['r']}}}id", f"{W}anchor"
    return all(one.get(ids) in relations or one.get(anchors) in places for one in links)


RULES = (
    has_title,
    has_language,
    has_headings_in_order,
    has_header_rows,
    has_named_tables,
    has_zoom,
    has_known_styles,
    has_described_pictures,
    has_whole_links,
)


def broken_rules(content):
    return {rule.__name__ for rule in RULES if not rule(content)}


def planted(content, part, right, wrong, count=1):
    """The file with one of its parts saying something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text, times = re.subn(right, wrong, text, count=count)
                assert times, f"{part} has nothing like {right!r}"
            new.writestr(name, text)
    return changed.getvalue()


# --- LibreOffice ----------------------------------------------------------------------------------


def libreoffice_pdf(require_tool, folder: Path, content):
    """The document as LibreOffice prints it, as a tagged PDF."""
    return libreoffice_pdfs(require_tool, folder, {"ours": content})["ours"]


def libreoffice_pdfs(require_tool, folder: Path, contents):
    """Several documents at once, by name: starting LibreOffice takes longer than printing."""
    soffice = require_tool("soffice")
    if not (Path(soffice).resolve().parent / "libswlo.so").exists():
        # LibreOffice comes in parts; this one reads texts.
        require_tool("libreoffice-writer")
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation=file://{folder}/profile"
    done = subprocess.run(
        [
            *(soffice, profile, "--headless", "--convert-to", options),
            *("--outdir", str(folder / "out")),
            *(str(folder / f"{name}.docx") for name in contents),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    made = {name: folder / "out" / f"{name}.pdf" for name in contents}
    missing = [name for name, path in made.items() if not path.exists()]
    assert not missing, f"LibreOffice did not print {missing}: {done.stderr or done.stdout}"
    return {name: path.read_bytes() for name, path in made.items()}


def printed_text(pdf):
    return " ".join(page_texts(pdf))
