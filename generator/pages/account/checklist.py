"""``/accounts/<id>/checklist/``: what this account asks of the person, to fill in and print."""

from generator.insight import AccountInsight
from generator.insight.needs import Need
from generator.pages import markdown as md
from generator.pages.account.frame import account_page
from generator.pages.context import Context
from generator.pages.page import Page
from generator.pages.wording import counted

Row = dict[str, object]


def page(context: Context, known: AccountInsight) -> Page:
    """The competency checklist of one account."""
    account, role = known.account, known.role
    framework = context.catalog.definitions.framework
    values = {
        "role": role.name if role else "",
        "role_page": f"roles/{role.id}/index.md" if role else "",
        "required": counted(len(role.requires), "competency", "competencies") if role else "",
        "added": added(known),
        "needs": counted(len(known.needs), "competency", "competencies"),
        "areas": areas(context, known),
        "levels": [level.name for level in framework.scale] if framework else [],
        "expected": organisation_expects(context, known),
        "organisation": context.catalog.definitions.organisation.name
        if context.catalog.definitions.organisation
        else "Our company",
        "question": role.direction.question if role and role.direction else "",
    }
    return account_page(
        context,
        known,
        "checklist.md",
        f"Checklist: {account.name}",
        values,
        description=f"What {account.name} asks of the person who holds it, level by level.",
    )


def added(known: AccountInsight) -> list[Row]:
    """What the account adds to the role, in the order of the file, each with its reason."""
    needs = {need.competency.id: need for need in known.needs}
    rows: list[Row] = []
    for each in known.account.adds:
        need = needs.get(each.competency)
        if need is None or need.from_account is None:
            continue
        rows.append(
            {
                "id": need.competency.id,
                "name": need.competency.name,
                "level": need.from_account.name,
                "instead": _instead(known, need),
                "because": each.because,
            }
        )
    return rows


def _instead(known: AccountInsight, need: Need) -> str:
    """What the role by itself asks for, beside an addition of the account."""
    if known.role is None:
        return "no role asks for it"
    if need.from_role is None:
        return "the role does not ask for it"
    if need.raised:
        return f"the role asks for {need.from_role.name}"
    return f"the role already asks for {need.from_role.name}"


def areas(context: Context, known: AccountInsight) -> list[Row]:
    """The checklist by area of the framework, in its order; areas without a need are left out."""
    framework = context.catalog.definitions.framework
    grouped = [
        (area, [need for need in known.needs if need.competency.area == area.id])
        for area in (framework.areas if framework else ())
    ]
    return [
        {"name": area.name, "what": area.what, "needs": [_need(need) for need in needs]}
        for area, needs in grouped
        if needs
    ]


def _need(need: Need) -> Row:
    return {
        "id": need.competency.id,
        "name": need.competency.name,
        "level": need.level.name,
        "page": f"competencies/{need.competency.id}/index.md",
        "anchor": f"level-{need.level.id}",
        "what": need.competency.what,
        "behaviour": [md.stop(each) for each in need.competency.levels.get(need.level.id, ())],
        "origin": _origin(need),
        "reasons": " ".join(md.stop(reason) for reason in need.reasons),
    }


def _origin(need: Need) -> str:
    """Who asks for the level when it is not the role alone; empty when it is."""
    if need.from_account is None:
        return ""
    if need.from_role is None:
        return "this account"
    return "this account, above the role" if need.raised else "the role and this account"


def organisation_expects(context: Context, known: AccountInsight) -> tuple[str, ...]:
    """What our organisation says it expects of the role; empty when it has not said."""
    organisation = context.catalog.definitions.organisation
    if organisation is None or known.role is None:
        return ()
    found = (each for each in organisation.organisation_expects if each.role == known.role.id)
    return next((each.expects for each in found), ())
