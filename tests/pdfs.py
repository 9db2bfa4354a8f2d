"""PDF files read by other people's programs: structure, text, and the rules of PDF/UA-1."""

import io
import re

import page
import pikepdf
import pypdf

UA = page.ValidationProfile.PDF_UA_1


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def squeeze(text):
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def page_texts(pdf):
    return [squeeze(one.extract_text()) for one in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def broken_rules(pdf):
    report = page.validate_pdf_bytes(pdf, profile=UA)
    return {failure.rule_id for failure in report.failures}


def elements(node):
    """Every element of the structure tree from here on, in reading order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from elements(one)
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
        if "/S" in node:
            yield node
        yield from elements(node.K)


def children(element, name):
    return [one for one in elements(element.K) if name == one.S]
