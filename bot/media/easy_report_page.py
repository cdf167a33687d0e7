"""A report in easy read as an HTML page: large words, a sentence a line, pictures on the left."""

from base64 import b64encode
from collections.abc import Mapping

from bot.engine.ids import PictureId
from bot.flows.pictures import PictureSource
from bot.media.html import document, heading, paragraphs
from bot.reporting.easy_report import EasyBlock, easy_report, easy_title, small_print
from bot.reporting.report import Report

STYLE = """
body { margin: 0 auto; padding: 1rem; max-width: 46rem; color: #1d2a33; background: #ffffff;
  font-family: Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif; font-size: 1.35rem; line-height: 1.5 }
h1 { font-size: 2.25rem; line-height: 1.25 }
h2 { font-size: 1.75rem; line-height: 1.3; margin: 2.5rem 0 1rem; border-top: 4px solid #005eb8; padding-top: 0.75rem }
h3 { font-size: 1.35rem; line-height: 1.4; margin: 0 }
p { margin: 0.4rem 0 0 }
.block { display: grid; grid-template-columns: 6rem 1fr; gap: 1.25rem; margin: 0 0 2rem; break-inside: avoid }
.block img { width: 6rem; height: 6rem }
.words { min-width: 0; overflow-wrap: break-word; hyphens: none }
@media (max-width: 30rem) { .block { grid-template-columns: 1fr } }
@media print {
  @page { size: A4; margin: 16mm }
  body { max-width: none; padding: 0; font-size: 16pt }
  h3 { font-size: 16pt }
  h2 { font-size: 20pt; break-after: avoid }
  h1 { font-size: 24pt }
}
""".strip()


def easy_report_page(report: Report, pictures: Mapping[PictureId, PictureSource]) -> str:
    """Return the report as a self-contained page. A picture that there is no drawing of is left out."""
    body = [heading(1, easy_title(report))]
    for section in easy_report(report):
        body.append(heading(2, section.title))
        body += [_block(block, pictures) for block in section.blocks]
    return document(easy_title(report), STYLE, [*body, paragraphs(small_print(report))], lang="en-simple")


def _block(block: EasyBlock, pictures: Mapping[PictureId, PictureSource]) -> str:
    """Return a picture and its words. The words say all that the picture does, so a screen reader skips it."""
    source = pictures.get(block.picture)
    image = "<span></span>"
    if source is not None and source.exists():
        drawing = b64encode(source.svg().encode()).decode()
        image = f'<img alt="" src="data:image/svg+xml;base64,{drawing}"/>'
    title = heading(3, block.title) if block.title else ""
    return f'<div class="block">{image}<div class="words">{title}\n{paragraphs(block.lines)}</div></div>'
