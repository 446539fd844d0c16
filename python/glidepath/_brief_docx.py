"""A brief as a Word document that looks as official documents do (GB/T 9704-2012): A4, a text area
of 156 by 225 mm with 22 lines, the title in the middle, body in FangSong of size three (16 pt),
headings in Hei and Kai, page numbers between dashes at the outer edge."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from glidepath._brief import Brief, Heading, Paragraph

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

LATIN = "Times New Roman"
LINE = 28.95  # points: 22 lines on 225 mm
PAGE_MM = (210, 297)
MARGINS_MM = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
PICTURE_MM = 140
FOOTER_MM = 25  # from the edge: the number stands 7 mm below the text
MADE = dt.datetime(2000, 1, 1)  # no clock is read


@dataclass(frozen=True)
class Look:
    """Font and place of a kind of paragraph."""

    font: str  # of Chinese characters; Latin ones and digits are in Times New Roman
    points: float = 16
    centred: bool = False
    indent: bool = True  # two characters, as Chinese paragraphs begin
    keep: bool = False  # on the page of the next paragraph
    line: float = LINE
    bold: bool = False


TITLE = Look("方正小标宋简体", 22, centred=True, indent=False, keep=True, line=36)
SUBTITLE = Look("楷体", centred=True, indent=False)
HEADINGS = {1: Look("黑体", keep=True), 2: Look("楷体", keep=True)}
BODY = Look("仿宋")
LABEL = Look("楷体", bold=True)
NUMBER = Look("宋体", 14, indent=False)


def brief_docx(brief: Brief) -> bytes:
    """The document; the same brief gives the same bytes. Needs python-docx."""
    try:
        from docx import Document
        from docx.shared import Mm
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "writing Word files needs python-docx: pip install 'glidepath[office]'"
        ) from None
    document = Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.title = " ".join(brief.title)
    properties.created = properties.modified = MADE
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAGE_MM)
    for margin, width in MARGINS_MM.items():
        setattr(section, margin, Mm(width))
    section.footer_distance = Mm(FOOTER_MM)
    set_defaults(document)
    for line in brief.title:
        add(document, TITLE, [("", line)], brief.language)
    add(document, SUBTITLE, [("", brief.subtitle)], brief.language)
    add(document, BODY, [("", "")], brief.language)
    for block in brief.blocks:
        if isinstance(block, Heading):
            look = replace(HEADINGS[block.level], bold=brief.language == "en")
            written = add(document, look, [("", block.text)], brief.language)
            written.style = document.styles[f"Heading {block.level}"]
        elif isinstance(block, Paragraph):
            add(document, BODY, block.runs, brief.language)
        else:
            add_picture(document, block.png, block.name)
    number_pages(document)
    return without_clock(document)


def set_defaults(document: "Document") -> None:
    """Fonts of the styles, so that what is typed into the document looks like the rest."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    # Without a language programs choose glyphs of other regions: commas amid their squares.
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for old in defaults.iter(qn("w:lang")):
        old.getparent().remove(old)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-US")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    defaults.find(qn("w:rPr")).append(tongue)
    for name, look in (("Normal", BODY), ("Heading 1", HEADINGS[1]), ("Heading 2", HEADINGS[2])):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(look.points)
        style.font.bold, style.font.color.rgb = False, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        set_fonts(fonts, look.font)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)


def set_fonts(fonts: Any, chinese: str, *, hint: bool = False) -> None:
    """Names the fonts of Latin and of Chinese characters; themes would win over them. ``hint``:
    quotation marks and dashes, which both have, are Chinese."""
    from docx.oxml.ns import qn

    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), chinese)
    if hint:
        fonts.set(qn("w:hint"), "eastAsia")


def add(
    document: "Document", look: Look, runs: Sequence[tuple[str, str]], language: str
) -> "WordParagraph":
    """A paragraph of runs, each behind its label."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    place = paragraph.paragraph_format
    place.line_spacing = Pt(look.line)
    place.keep_with_next = look.keep
    if look.centred:
        place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif language == "zh":
        place.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if look.indent:
        place.first_line_indent = Pt(2 * look.points)
    for label, text in runs:
        if label:
            write(paragraph, label, LABEL, language)
        if text:
            write(paragraph, text, look, language)
    return paragraph


def add_picture(document: "Document", png: bytes, name: str) -> None:
    """A picture on a line of its own, with its name for those who cannot see it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    place = paragraph.paragraph_format
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    place.line_spacing_rule = WD_LINE_SPACING.SINGLE  # a line of exact height would cut it
    place.space_before = Pt(6)
    picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(PICTURE_MM))
    picture._inline.find(qn("wp:docPr")).set("descr", name)


def write(paragraph: "WordParagraph", text: str, look: Look, language: str = "en") -> None:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(look.points), look.bold
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    set_fonts(fonts, look.font, hint=language == "zh")


def number_pages(document: "Document") -> None:
    """— 1 — at the outer edge: right on odd pages, left on even ones."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        place = paragraph.paragraph_format  # one character from the edge
        place.left_indent = place.right_indent = Pt(NUMBER.points)
        write(paragraph, "— ", NUMBER)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = paragraph.add_run()
            run.font.size = Pt(NUMBER.points)
            set_fonts(run._element.get_or_add_rPr().get_or_add_rFonts(), NUMBER.font)
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = text
            run._element.append(mark)
        write(paragraph, " —", NUMBER)


def without_clock(document: "Document") -> bytes:
    """The bytes of the document, whose parts would carry the time of writing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w") as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            out.writestr(part, parts.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
