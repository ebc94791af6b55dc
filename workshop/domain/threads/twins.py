"""Cards that say the same: asked about before a second one is made, and shown as one if it is."""

from workshop.db import UnitOfWork
from workshop.drafts import NewCard
from workshop.errors import AlikeError, NotFoundError, Sentence
from workshop.kinds import CardKind
from workshop.models import Card, Workshop
from workshop.queries.threads.alike import alike
from workshop.queries.threads.taking import may_be_read
from workshop.queries.viewer import Viewer


def twin_of(
    work: UnitOfWork, draft: NewCard, card: Card, viewer: Viewer, workshop: Workshop
) -> str | None:
    """The card with which a new one is shown as one: the one that its writer said is the same.

    Raises AlikeError where the writer wants to be asked and somebody said nearly the same.
    """
    if draft.same_as is not None:
        return _lead(work, draft.same_as, card, viewer, workshop)
    if not draft.ask_if_alike:
        return None
    language = card.language or workshop.language
    found = alike(work.session, viewer, CardKind(card.kind), card.text, language)
    if found:
        raise AlikeError(
            Sentence(
                "There is one already that says nearly the same: “{card}”. "
                "Say whether you mean that one.",
                card=found[0].text,
            ),
            alike=[one.said() for one in found],
        )
    return None


def _lead(work: UnitOfWork, card_id: str, card: Card, viewer: Viewer, workshop: Workshop) -> str:
    lead = work.session.get(Card, card_id)
    readable = (
        lead is not None
        and lead.workshop_id == workshop.id
        and lead.kind == card.kind
        and not lead.withdrawn
        and (viewer.wrote(lead) or may_be_read(work.session, workshop.id, lead))
    )
    if lead is None or not readable:
        raise NotFoundError("The card that you mean is not here any more. Send yours as a new one.")
    return lead.merged_into or lead.id
