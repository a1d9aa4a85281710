"""Every change to templates, one function per thing that people do."""

from wijkregie.domain.practice.services.drafts import ParagraphDraft, PracticeRefused
from wijkregie.domain.practice.services.reading import read_template
from wijkregie.domain.practice.services.settling import settle_paragraph

__all__ = ["ParagraphDraft", "PracticeRefused", "read_template", "settle_paragraph"]
