"""Word files that hold what people's documents hold, for the bench of the importer. Every word is made up."""

from __future__ import annotations

from pathlib import Path

from tests.importing.word_files import NAMESPACES, paragraph, run, table, word_file

_TEXT = (
    "Kommunen vil dæmpe støjen fra gaderne, også om natten, og spørger borgerne hvert år.",
    "Havnen skal være ren nok til at bade i, og der plantes træer langs kajen i Nordhavn og Sydhavnen.",
    "Teknik- og Miljøforvaltningen følger målet og fortæller byrådet om det i marts måned.",
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="200"/></w:pPr></w:style>'
)


def write_documents(folder: Path) -> list[Path]:
    """A plan with numbered headings, boxes and hidden guidance; a by-law with paragraphs of its own numbers."""
    return [_plan(folder / "plan.docx"), _by_law(folder / "vedtægt.docx")]


def _plan(path: Path) -> Path:
    body = [paragraph("Havneplan", style="Title"), paragraph("2026-2030", style="Title")]
    for chapter in range(1, 9):
        body.append(paragraph(f"Kapitel om havnens område {chapter}", style="Heading1"))
        for part in range(1, 4):
            body.append(paragraph(f"Mål {part} for område {chapter}", style="Heading2"))
            body += [paragraph(f"{text} Det er mål {chapter}.{part}.") for text in _TEXT]
            body.append(paragraph(run("Vejledning til forfatteren.", "<w:vanish/>")))
        body.append(
            paragraph("Ved siden af står en boks. ", _box(f"Faktaboks {chapter}: 4.120 børn."))
        )
        body += [_item(f"Punkt {n} i område {chapter}", 0) for n in range(1, 4)]
        body += [table(("År", "Kr."), (f"202{chapter}", "100")), paragraph("")]
    return word_file(path, *body, parts=_parts("%1.", "%1.%2."))


def _by_law(path: Path) -> Path:
    body = [paragraph("Vedtægt for havnen", style="Title")]
    for chapter in range(1, 6):
        body.append(paragraph(f"Bestemmelser om emne {chapter}", style="Heading1"))
        for rule in range(1, 4):
            body.append(_item(f"{_TEXT[rule - 1]} Emne {chapter}.", 0))
            body += [
                _item(f"Byrådet kan fravige det i sag {chapter}.{rule}.{n}.", 1) for n in (1, 2)
            ]
    return word_file(path, *body, parts=_parts("Kapitel %1", "%1.%2.", "§ %1.", "Stk. %2."))


def _item(text: str, depth: int) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    return paragraph(text).replace("</w:pPr>", numbering, 1)


def _box(text: str) -> str:
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    space = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    shape = f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="600000"/><wp:wrapSquare wrapText="bothSides"/>'
        f'<wp:docPr id="7" name="Boks"/><a:graphic><a:graphicData uri="{space}">{shape}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = (
        f"<w:pict><v:shape type='#_x0000_t202'><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r xmlns:wps="{space}"><mc:AlternateContent><mc:Choice Requires="wps">{drawing}'
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _parts(*templates: str) -> dict[str, str]:
    """Headings numbered by the first two templates, items by the other two, or with "1)" and "a)"."""
    items = templates[2:] or ("%1)", "%2)")
    numberings = _abstract(1, templates[:2], "decimal", linked=True) + _abstract(
        2, items, "decimal"
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{40 - 8 * n}"/></w:rPr></w:style>'
        for n in (1, 2)
    )
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:sz w:val="52"/></w:rPr></w:style>'
    return {
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numberings}{used}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{_NORMAL}{title}{headings}</w:styles>",
    }


def _abstract(id: int, templates: tuple[str, ...], form: str, *, linked: bool = False) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{depth + 1}"/>' if linked else "")
        + f'<w:lvlText w:val="{template}"/></w:lvl>'
        for depth, template in enumerate(templates)
    )
    return f'<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>'
