"""The report written out: the one-page brief, then the road, stage by stage."""

from datetime import date

from workshop.exports.document.attendance import write_room
from workshop.exports.document.blocks import Document, Section
from workshop.exports.document.brief import write_brief
from workshop.exports.document.material import Material
from workshop.exports.document.stages import write_stage
from workshop.exports.document.trace import write_way


def write_document(material: Material, day: date) -> Document:
    """The whole report. A stage in which nothing happened has no section."""
    workshop = material.workshop
    stages = (write_stage(material, stage) for stage in material.playbook.stages)
    sections = (*stages, write_way(material), write_room(material))
    return Document(
        title=workshop.title,
        place=workshop.place,
        code=workshop.code,
        revision=workshop.revision,
        language=material.playbook.language,
        day=day,
        audience=material.edition.audience,
        names=material.edition.names,
        is_example=workshop.is_example,
        left_out=material.left_out,
        brand=material.edition.brand,
        brief=write_brief(material),
        sections=tuple(section for section in sections if _says_something(section)),
    )


def _says_something(section: Section) -> bool:
    return bool(section.blocks or section.parts)
