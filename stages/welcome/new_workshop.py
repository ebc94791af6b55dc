"""Making a workshop, the screen that shows its four words once, and taking one over."""

from datetime import timedelta
from functools import partial

import streamlit as st

from stages.browser import components
from stages.parts import identity, page_links, plain
from stages.parts.days import day_words
from stages.parts.state import CODE, MADE, widget_value
from stages.parts.visit import Visit, attempt, show_problem
from workshop.db import now
from workshop.domain.people.accounts import may_make
from workshop.domain.templates.own_templates import (
    forget_template,
    kept_plan,
    kept_templates,
    make_from_plan,
)
from workshop.domain.workshops import MadeWorkshop, create_workshop, require_may_create
from workshop.drafts import NewWorkshop
from workshop.errors import NotAllowedError, UnknownDeviceError
from workshop.live.addresses import base_addresses, for_phones, no_way_in
from workshop.live.limits import door
from workshop.queries.about import about
from workshop.security_log import SecurityEvent, note

TITLE, PLACE, TEMPLATE, KEY = "make.title", "make.place", "make.template", "make.key"
FORGET, OWN = "make.forget_one", "own:"


def form(visit: Visit) -> None:
    """Title, template and place; the facilitator key too on another machine than the server's."""
    local = identity.at_this_machine(visit.settings)
    free = local or may_make(visit.db, visit.token, visit.settings.sign_in)
    if not free and visit.settings.sign_in and not visit.settings.facilitator_key:
        st.text("Sign in first. Then you can make workshops.")
        return
    if not free and not visit.settings.facilitator_key:
        st.text(
            "From here no workshop can be made. Use the computer that runs Reframe, "
            "or set FACILITATOR_KEY there."
        )
        return
    _plan(visit, own=free)
    with st.form("welcome.make_form", border=False):
        st.text_input("What is the workshop called?", key=TITLE, max_chars=200)
        st.text_input("Where is it about? You can leave this empty.", key=PLACE, max_chars=200)
        if not free:
            st.text_input("Facilitator key", type="password", key=KEY)
        st.caption(_kept_until(visit.settings.keep_days))
        show_problem("make")
        st.form_submit_button(
            "Make the workshop", icon=":material/add:", on_click=_make, args=(visit,)
        )
    if free:
        _forgetting(visit)


def _plan(visit: Visit, *, own: bool) -> None:
    """One line to choose a plan, and one of what it is; not in the form, so that it follows."""
    plans = _plans(visit, own=own)
    chosen = st.selectbox(
        "Which plan do you want to start from?",
        list(plans),
        format_func=lambda key: plans[key][0] if key in plans else "",
        key=TEMPLATE,
    )
    st.caption(plans[chosen][1] if chosen in plans else "")


def _plans(visit: Visit, *, own: bool) -> dict[str, tuple[str, str]]:
    """What one can start from, with a line and a caption each: the method's, then one's own."""
    found = {
        template.key: (_line(template.title, template.booked_minutes), template.description)
        for template in visit.playbook.templates
    }
    if own:
        for kept in kept_templates(visit.db):
            line = _line(kept.title, kept.minutes)
            found[f"{OWN}{kept.id}"] = (line, f"A plan of your own, with {kept.steps} steps.")
    return found


def _forgetting(visit: Visit) -> None:
    """Take a plan of one's own off this server."""
    kept = {one.id: one.title for one in kept_templates(visit.db)}
    if not kept:
        return
    with st.popover("Remove a plan of your own", type="tertiary", key="make.forget"):
        st.selectbox(
            "Which one?",
            list(kept),
            format_func=lambda one: kept.get(one, ""),
            key=FORGET,
        )
        st.text("Workshops that were made from it stay as they are.")
        st.button(
            "Remove it",
            icon=":material/delete:",
            key="make.forget_go",
            on_click=_forget,
            args=(visit,),
        )


def _forget(visit: Visit) -> None:
    def verb() -> None:
        _require_may_make(visit)
        forget_template(visit.db, str(widget_value(FORGET, "")))

    attempt("make", verb, done="Removed.")


def _kept_until(days: int) -> str:
    if not days:
        return "It is kept until you erase it, or choose a day for that on its console."
    day = day_words(now().date() + timedelta(days=days))
    return f"Everything of it is erased on {day}. You can choose another day on its console."


def _line(title: str, booked: int) -> str:
    hours, minutes = divmod(booked, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return f"{title}, {' '.join(part for part in parts if part)}"


def _make(visit: Visit) -> None:
    def verb() -> None:
        _require_may_make(visit)
        token = identity.device_token()
        if token is None:
            raise UnknownDeviceError("Allow cookies for this address, then load the page again.")
        chosen = str(widget_value(TEMPLATE))
        plan = kept_plan(visit.db, chosen.removeprefix(OWN)) if chosen.startswith(OWN) else None
        draft = NewWorkshop.read(
            {
                "title": widget_value(TITLE),
                "place": widget_value(PLACE),
                "time_zone": st.context.timezone or "",
                "template": plan.template if plan else chosen,
            }
        )
        keep_days = visit.settings.keep_days
        if plan is None:
            made = create_workshop(
                visit.db, draft=draft, playbook=visit.playbook, token=token, keep_days=keep_days
            )
        else:
            made = make_from_plan(
                visit.db, plan=plan, draft=draft, token=token, keep_days=keep_days
            )
        MADE.set(made)

    if attempt("make", verb):
        made = MADE.get()
        if made is not None:
            _enter(made.code)


def _require_may_make(visit: Visit) -> None:
    """Refuse a wrong facilitator key, and after some wrong ones any key for a while."""
    local = identity.at_this_machine(visit.settings)
    if may_make(visit.db, identity.device_token(), visit.settings.sign_in):
        return
    tries = identity.limits(visit.settings).facilitator_key
    if not local:
        tries.take(door(identity.address()))
    try:
        require_may_create(visit.settings, from_this_machine=local, key=widget_value(KEY, ""))
    except NotAllowedError:
        note(SecurityEvent.WRONG_KEY, address=door(identity.address()))
        raise
    if not local:
        tries.give_back(door(identity.address()))


def _enter(code: str) -> None:
    CODE.set(code)
    st.query_params["code"] = code


def show_once(visit: Visit, made: MadeWorkshop) -> None:
    """Code, QR code and the four words, which are never shown again."""
    with visit.reading() as session:
        workshop = about(session, made.id)
    offered = base_addresses(visit.settings)
    base = workshop.address if workshop.address in offered else offered[0]
    join = f"{base}/join/{made.code}"
    plain.heading(workshop.title)
    st.header("Your workshop is ready", icon=":material/check_circle:")
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.text("Everybody joins with this code")
        plain.paragraph(made.code, "code")
        if for_phones(base):
            plain.qr(made.code, address=base)
            plain.fixed(join)
        else:
            st.warning(no_way_in(visit.settings), icon=":material/wifi_off:")
    with right, st.container(border=True):
        st.text("Only for you: four words that open the console")
        plain.paragraph(made.secret.replace("-", " "), "secret")
        st.markdown(
            "**Write this down.** The words are shown only now. With them you can run the "
            "workshop from another device."
        )
        st.text("On the other device open")
        plain.fixed(f"{base}/f/{made.secret}")
        components.print_sheet(
            title=workshop.title, code=made.code, join=join, words=made.secret.replace("-", " ")
        )
    st.button(
        "Open the console",
        type="primary",
        icon=":material/podium:",
        key="welcome.open_console",
        on_click=partial(_open_console, made.code),
    )


def _open_console(code: str) -> None:
    MADE.clear()
    page_links.go("console", code=code)
