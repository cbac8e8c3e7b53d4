"""What a planning decision usually cannot weigh, and who can help instead.

Phrases are read as in ``material_considerations``. "Usually" matters: the courts decide in the
end, so a page says where a point belongs and never that it is worth nothing.
Source: PPG 21b-008 (private interests); PPG 21a-003 and 21a-005 (conditions; other laws); council
guides of North Somerset, East Cambridgeshire and Westminster, which agree on the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultation.rules.material_considerations import DETERMINING, Source, guidance, said


class Matter(StrEnum):
    """What usually belongs elsewhere."""

    PARTY_WALL = "party_wall"
    PROPERTY_VALUE = "property_value"
    PRIVATE_VIEW = "private_view"
    COMPETITION = "competition"
    COVENANT = "covenant"
    BOUNDARY = "boundary"
    RIGHT_TO_LIGHT = "right_to_light"
    PRIVATE_ACCESS = "private_access"
    BUILDING_CONTROL = "building_control"
    LICENSING = "licensing"
    POLICE = "police"
    APPLICANT = "applicant"
    CONSTRUCTION = "construction"
    ENFORCEMENT = "enforcement"
    STREET_CARE = "street_care"


@dataclass(frozen=True, slots=True)
class MatterRule:
    """One line of the table: these phrases speak of what belongs elsewhere."""

    matter: Matter
    phrases: tuple[str, ...]
    source: Source


def law(title: str, page: str) -> Source:
    """Return a law or its official guide."""
    return Source(title, "", f"https://www.gov.uk/{page}")


CONDITIONS = guidance("Use of planning conditions", "21a-003", "use-of-planning-conditions")
_NEIGHBOURS = law("Resolving neighbour disputes", "how-to-resolve-neighbour-disputes")

MATTERS: tuple[MatterRule, ...] = (
    MatterRule(
        Matter.PARTY_WALL,
        said("""
            party wall*; shared wall*; wall we share; share ... wall; our side of the wall
            adjoining wall; wall between us
            damage ... my/our wall/walls/house/property/foundations
            crack* ... my/our wall/walls/house/ceiling*; crack* ... wall we share
        """),
        law("Party Wall etc. Act 1996: guide", "party-walls-building-works"),
    ),
    MatterRule(
        Matter.PROPERTY_VALUE,
        said("""
            house price*; property price*; property value*
            value/price of my/our/the/their house/houses/home/homes/property/properties/flat
            devalu*; worth less; sell my/our house/home/flat; lose value
            knock ... off the value/price; unsellable; house value*; negative equity
        """),
        DETERMINING,
    ),
    MatterRule(
        Matter.PRIVATE_VIEW,
        said("""
            my/our view/views of/across/over/will/would/is; spoil* ... view
            lose/losing/loss ... view/views; block* ... view/views; view from my/our
            views from my/our; ruin* ... view; no longer see ... from my/our
        """),
        DETERMINING,
    ),
    MatterRule(
        Matter.COMPETITION,
        said("""
            competition; competitor*; rival*; put ... out of business; lose trade/customers
            take* ... my/our customers/trade; hurt my/our business
        """),
        DETERMINING,
    ),
    MatterRule(
        Matter.COVENANT,
        said("""
            covenant*; title deed*; in the deeds; my/our deeds; lease says; my/our lease
            ground rent; service charge*
        """),
        law("Restrictive covenants: HM Land Registry", "government/organisations/land-registry"),
    ),
    MatterRule(
        Matter.BOUNDARY,
        said("""
            boundary dispute*; boundary line; my/our boundary; wrong boundary; my/our land
            own/owns ... land/strip; trespass*; land registry; fence line; my/our fence
            encroach*; overhang* ... my/our; does not own; doesn't own
        """),
        law("Your property boundaries", "your-property-boundaries"),
    ),
    MatterRule(
        Matter.RIGHT_TO_LIGHT,
        said("""
            right/rights to light; right of light; ancient lights; legal right ... light
            light act; right/rights to daylight
        """),
        DETERMINING,
    ),
    MatterRule(
        Matter.PRIVATE_ACCESS,
        said("""
            shared drive/driveway; private road/lane/drive; easement*; right of way over
            right to cross; access to maintain; block* my/our drive/driveway/gate/garage
            come on to my/our; scaffold* ... my/our; maintain my/our
        """),
        _NEIGHBOURS,
    ),
    MatterRule(
        Matter.BUILDING_CONTROL,
        said("""
            building regulation*; building control; fire escape*; fire safety; fire doors
            sprinkler*; structural*; foundations; load bearing; sound proof* between
            soundproof* between; means of escape; wiring; safe to live in; fire risk; stairwell*
        """),
        law("Building regulations approval", "building-regulations-approval"),
    ),
    MatterRule(
        Matter.LICENSING,
        said("""
            alcohol licen*; licensed premises; premises licen*; licensing; serv*/sell* alcohol
            late licence; hmo licen*; landlord licen*; taxi licen*; gambling licen*; licence
        """),
        law("Alcohol licensing", "guidance/alcohol-licensing"),
    ),
    MatterRule(
        Matter.POLICE,
        said("""
            antisocial; anti social; drug deal*; drugs; dealers; burglar*; vandal*
            fights/fighting; off road bikes; joyrid*; boy racers; gangs
            street drinking/drinkers; prostitut*; stabb*; break ins; broken into
        """),
        law("Contact the police", "contact-police"),
    ),
    MatterRule(
        Matter.APPLICANT,
        said("""
            greedy; greed; making/make a profit; profit/profits; in it for the money
            line/lines/lining ... pockets; cowboy*; criminal record; brown envelope*; bribe*
            corrupt*; backhander*; not from round/around here; bad landlord; slum landlord*
            rogue; cannot/can't be trusted; doesn't even live here; does not even live here
            track record; only wants/want money
        """),
        DETERMINING,
    ),
    MatterRule(
        Matter.CONSTRUCTION,
        said("""
            construction noise/dust/traffic/lorries/work/works/phase/period/site
            building work/works; builders; during ... building/construction/demolition
            while ... built/building; piling; scaffolding; demolition; drilling; mud on the road
            site traffic; dust ... building/site/works/demolition
            noise/dust ... construction/building/works; months of noise/dust/disruption; skips
            cranes
        """),
        CONDITIONS,
    ),
    MatterRule(
        Matter.ENFORCEMENT,
        said("""
            already built; already started; started ... without permission
            built ... without permission/planning; retrospective*; without planning permission
            breach* of condition*; never complied; ignored ... condition*
        """),
        guidance(
            "Enforcement and post-permission matters", "17b-001", "ensuring-effective-enforcement"
        ),
    ),
    MatterRule(
        Matter.STREET_CARE,
        said("""
            pothole*; fly tip*; flytip*; street light ... broken/out; broken street light*
            dog mess/fouling; litter; graffiti; missed bin collection*; blocked gully/gullies
            street sweep*; overgrown
        """),
        law("Report a problem in your street", "report-pothole"),
    ),
)
"""Every rule, in the order in which a page lists them."""
