"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.library.models import Document, DocumentVersion

register_bilingual(Document, DocumentVersion)
