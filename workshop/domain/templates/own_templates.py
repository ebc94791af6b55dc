"""Plans of one's own: taken from a workshop, kept for others, and workshops made from them."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.people.accounts import own_from_the_start
from workshop.domain.people.members import make_facilitator, new_id
from workshop.domain.plan import keep_plan
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.templates.plan_file import PlanFile, PlanStep
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import NewWorkshop, StepWords
from workshop.enums import Attribution, Role
from workshop.errors import InvalidInputError, NotFoundError
from workshop.models import ActivityRun, OwnTemplate, Workshop
from workshop.queries.viewer import Viewer, looking

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A plan that is kept on this server, as it is offered to who makes a workshop."""

    id: str
    title: str
    minutes: int
    steps: int


def minutes_taken(run: ActivityRun) -> int:
    """The minutes that a step took, from 1 to 240; those planned where it was not held."""
    if run.started_at is None or run.ended_at is None or run.open:
        return run.minutes
    took = (run.ended_at - run.started_at).total_seconds() / 60
    return min(240, max(1, round(took)))


def plan_of(db: Database, *, viewer: Viewer, title: str = "", as_taken: bool = False) -> PlanFile:
    """The plan of the viewer's workshop, under this title or the workshop's own.

    ``as_taken``: each step has the minutes that it took this time.
    """
    with looking(db, viewer) as (session, viewer):
        require(viewer.role, Verb.READ_ALL, Situation())
        return _plan_of(session, viewer.workshop_id, title, as_taken=as_taken)


def _plan_of(session: Session, workshop_id: str, title: str, *, as_taken: bool) -> PlanFile:
    workshop = session.get_one(Workshop, workshop_id)
    return PlanFile(
        title=title.strip() or workshop.title,
        template=workshop.template,
        language=workshop.language,
        life_question=workshop.life_question,
        booked_minutes=workshop.booked_minutes,
        steps=tuple(
            PlanStep(
                key=run.key,
                minutes=minutes_taken(run) if as_taken else run.minutes,
                session=run.session,
                attribution=Attribution(run.attribution),
                hidden=run.hidden,
                looks_first=run.looks_first,
                closes_at_end=run.closes_at_end,
                brings=run.brings,
                words=StepWords.read(run.words),
            )
            for run in _runs(session, workshop_id)
        ),
    )


def _runs(session: Session, workshop_id: str) -> list[ActivityRun]:
    """The run sheet in order."""
    asked = select(ActivityRun).where(ActivityRun.workshop_id == workshop_id)
    return list(session.exec(asked.order_by(col(ActivityRun.position))))


def make_from_plan(
    db: Database, *, plan: PlanFile, draft: NewWorkshop, token: str | None, keep_days: int = 0
) -> MadeWorkshop:
    """A new workshop with this plan and no cards; the device of ``token`` is its facilitator.

    What the draft leaves open, such as the question of the day, is as the plan has it.
    """
    method = plan.require_known()
    given = {
        "template": plan.template,
        "life_question": draft.life_question or plan.life_question,
        "booked_minutes": draft.booked_minutes or plan.booked_minutes,
    }
    draft = draft.model_copy(update=given)

    def job() -> MadeWorkshop:
        made = create_workshop(db, draft=draft, playbook=method, keep_days=keep_days)
        with db.write() as work:
            _lay_out(work, made, plan, token)
        return made

    return db.as_one(job)


def _lay_out(work: UnitOfWork, made: MadeWorkshop, plan: PlanFile, token: str | None) -> None:
    """Put the plan's steps in the place of the template's, and the device at the desk."""
    workshop = work.session.get_one(Workshop, made.id)
    maker = Viewer(workshop.id, workshop.code, Role.HOST)
    if token is not None:
        person = make_facilitator(work, workshop, token)
        own_from_the_start(work, workshop, person.device_id)
        maker = Viewer(workshop.id, workshop.code, Role.FACILITATOR, person.device_id, person.id)
    for run in _runs(work.session, workshop.id):
        work.session.delete(run)
    work.session.flush()
    playbook = plan.require_known()
    fresh = [
        ActivityRun(
            id=new_id(),
            workshop_id=workshop.id,
            key=step.key,
            position=position,
            minutes=step.minutes,
            session=step.session,
            attribution=step.attribution,
            hidden=step.hidden,
            looks_first=step.looks_first,
            brings=step.brings,
            sorting=playbook.activity(step.key).makes_themes,
            closes_at_end=step.closes_at_end,
            words=step.words.kept(),
        )
        for position, step in enumerate(plan.steps)
    ]
    work.session.add_all(fresh)
    workshop.current_activity = fresh[0].key
    keep_plan(work, workshop, maker, fresh, "use_plan", title=plan.title)


def copy_workshop(
    db: Database,
    *,
    viewer: Viewer,
    title: str,
    token: str,
    keep_days: int = 0,
    as_taken: bool = False,
) -> MadeWorkshop:
    """A new workshop with the same plan and description, and none of the cards.

    ``as_taken``: each step is planned with the minutes that it took this time.
    """
    plan = plan_of(db, viewer=viewer, as_taken=as_taken)
    with looking(db, viewer) as (session, viewer):
        source = session.get_one(Workshop, viewer.workshop_id)
        same = ("place", "big_challenge", "sponsor", "venue", "horizon_year", "time_zone")
        draft = NewWorkshop.read({"title": title, **{name: getattr(source, name) for name in same}})
        leads = {run.key: run.leads for run in _runs(session, source.id)}
        voices = [one for one in source.voices if not one["ended"]]
    made = make_from_plan(db, plan=plan, draft=draft, token=token, keep_days=keep_days)
    with db.write() as work:
        for run in _runs(work.session, made.id):
            run.leads = leads[run.key]
        work.session.get_one(Workshop, made.id).voices = voices
        work.commit()
    return made


def keep_template(db: Database, *, viewer: Viewer, title: str, as_taken: bool = False) -> str:
    """Keep the plan of the viewer's workshop on this server; answers its id.

    One of the same name is replaced. Raises InvalidInputError without a name.
    """
    if not title.strip():
        raise InvalidInputError("Give the plan a name first.")
    plan = plan_of(db, viewer=viewer, title=title, as_taken=as_taken)
    return keep_plan_file(db, viewer=viewer, plan=plan)


def keep_plan_file(db: Database, *, viewer: Viewer, plan: PlanFile) -> str:
    """Keep a plan that came as a file on this server; answers its id.

    One of the same name is replaced. Whoever steers a workshop here may do it.
    """
    plan.require_known()
    with acting(db, viewer) as (work, viewer):
        require(viewer.role, Verb.READ_ALL, Situation())
        same = select(OwnTemplate).where(OwnTemplate.title == plan.title)
        found = work.session.exec(same).first()
        if found is None:
            if work.session.exec(select(func.count()).select_from(OwnTemplate)).one() >= MOST_KEPT:
                raise InvalidInputError(
                    f"This server keeps {MOST_KEPT} plans already. Remove one on the page Welcome."
                )
            found = OwnTemplate(id=new_id(), title=plan.title, content={}, created_at=now())
        found.content = plan.model_dump(mode="json", exclude_none=True)
        work.session.add(found)
        work.commit()
        return found.id


def kept_templates(db: Database) -> list[KeptTemplate]:
    """The plans that are kept on this server, by name."""
    with db.read() as session:
        rows = session.exec(select(OwnTemplate).order_by(col(OwnTemplate.title))).all()
        return [
            KeptTemplate(
                row.id, row.title, row.content["booked_minutes"], len(row.content["steps"])
            )
            for row in rows
        ]


def kept_plan(db: Database, template_id: str) -> PlanFile:
    """The plan that is kept under this id. Raises NotFoundError."""
    with db.read() as session:
        row = session.get(OwnTemplate, template_id)
        if row is None:
            raise NotFoundError("This plan is not kept here any more. Choose another one.")
        return PlanFile.read(row.content)


def forget_template(db: Database, template_id: str) -> None:
    """Take a plan off this server; workshops that were made from it stay as they are."""
    with db.write() as work:
        row = work.session.get(OwnTemplate, template_id)
        if row is not None:
            work.session.delete(row)
            work.erase()
            work.commit()
