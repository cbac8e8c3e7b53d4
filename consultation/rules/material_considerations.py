"""What planners can usually weigh, as a table that a page can show line by line.

Phrases are read in small letters: ``*`` stands for the rest of a word, ``a/b`` for either and
``...`` for up to three words. Names of guidance are its own; no sentence of it is kept here. A
number such as 30-001 is a paragraph of the Planning Practice Guidance without its date.
Source: PPG 21b-008 (what can be material is wide, and for the public interest); council guides of
North Somerset, Maldon and Greater Cambridge, which agree on nearly all that follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """What a decision on a planning application can usually weigh."""

    PRIVACY = "privacy"
    LIGHT = "light"
    OVERBEARING = "overbearing"
    NOISE = "noise"
    SMELL_AND_GLARE = "smell_and_glare"
    AIR_QUALITY = "air_quality"
    TRAFFIC = "traffic"
    PARKING = "parking"
    WALKING_AND_BUSES = "walking_and_buses"
    DESIGN = "design"
    SIZE = "size"
    HERITAGE = "heritage"
    NATURE = "nature"
    FLOODING = "flooding"
    ACCESS = "access"
    SERVICES = "services"
    HOUSING = "housing"
    USE = "use"
    OPEN_SPACE = "open_space"
    WASTE = "waste"
    CLIMATE = "climate"
    SAFE_DESIGN = "safe_design"
    GROUND_CONDITIONS = "ground_conditions"
    JOBS = "jobs"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; a page links to it."""

    title: str
    paragraph: str
    url: str


@dataclass(frozen=True, slots=True)
class GroundRule:
    """One line of the table: these phrases speak of this ground."""

    ground: Ground
    phrases: tuple[str, ...]
    source: Source


def said(lines: str) -> tuple[str, ...]:
    """Return the phrases of *lines*, which semicolons and line breaks part."""
    return tuple(phrase.strip() for phrase in re.split("[;\n]", lines) if phrase.strip())


def guidance(title: str, paragraph: str, page: str) -> Source:
    """Return a chapter of the Planning Practice Guidance."""
    return Source(
        f"Planning practice guidance: {title}", paragraph, f"https://www.gov.uk/guidance/{page}"
    )


OPEN_SPACE_PAGE = (
    "open-space-sports-and-recreation-facilities-public-rights-of-way-and-local-green-space"
)
DETERMINING = guidance(
    "Determining a planning application", "21b-008", "determining-a-planning-application"
)
DENSITY = guidance("Effective use of land", "66-007", "effective-use-of-land")
DESIGN = guidance("Design: process and tools", "26-001", "design")
TRANSPORT = guidance(
    "Travel plans, transport assessments and statements",
    "42-001",
    "travel-plans-transport-assessments-and-statements",
)
HEALTHY = guidance("Healthy and safe communities", "53-001", "health-and-wellbeing")
NATURAL = guidance("Natural environment", "8-009", "natural-environment")

GROUNDS: tuple[GroundRule, ...] = (
    GroundRule(
        Ground.PRIVACY,
        said("""
            overlook*; privacy
            look/looks/looking/see/sees/seeing ... into/onto ... my/our/the/their/neighbours'
            look/looks/looking straight/right/directly in/into
            see straight/right/directly into/in; stare/peer* into; windows facing
            window to window; face ... bedroom*; balcon* ... garden*
        """),
        DENSITY,
    ),
    GroundRule(
        Ground.LIGHT,
        said("""
            daylight*; sunlight; overshadow*; shadow/shadows/shade/shaded
            lose/loses/losing/loss/lost ... light/sun
            block*/cut*/take*/steal* ... light/sun/sunshine; less/no/little light/sun
            morning/evening/afternoon/winter sun; in the dark all
            dark* ... kitchen/room/rooms/garden/gardens/bedroom/house/houses; sun path
        """),
        DENSITY,
    ),
    GroundRule(
        Ground.OVERBEARING,
        said("""
            overbearing; hemmed in; boxed in; sense of enclosure; enclosed; tower* over
            loom* over; dominat*; loss of outlook; lose/losing ... outlook
            brick wall ... from ... window; oppressive; intimidating
        """),
        DENSITY,
    ),
    GroundRule(
        Ground.NOISE,
        said("""
            nois*; loud*; decibel*; disturbance; late night/nights; opening hours
            hours of opening/operation; keep*/kept ... awake; cannot/can't ... sleep; music
            hum/hums/humming; air conditioning units; extractor*
            deliver* ... night/early/morning; wake/wakes/waken ... up/us/me/children
        """),
        guidance("Noise", "30-001", "noise--2"),
    ),
    GroundRule(
        Ground.SMELL_AND_GLARE,
        said("""
            smell*; odour*; cooking fumes; stink*; light pollution; floodlight*; glare
            illuminated; lights ... shin*; headlight*; flashing sign*; dark skies
        """),
        guidance("Light pollution", "31-001", "light-pollution"),
    ),
    GroundRule(
        Ground.AIR_QUALITY,
        said("""
            air quality; air pollution; pollution/polluted; exhaust fumes; fumes
            nitrogen dioxide; no2; particulate*; clean air; diesel; breath* ... traffic
        """),
        guidance("Air quality", "32-001", "air-quality--3"),
    ),
    GroundRule(
        Ground.TRAFFIC,
        said("""
            traffic; congest*; highway/road safety; rat run/runs; accident*; near miss*
            speeding; visibility splay*; blind bend/corner/junction; junction
            queue/queues/queueing ... cars/road/lights/island; car/vehicle movements/trips
            lorr* ... road/street/lane/turn*; hgv*; turning circle/head; gridlock*
            dangerous ... road/junction/bend/corner/crossing; emergency vehicles; fire engine*
            access road; servicing; run over; knocked down
        """),
        TRANSPORT,
    ),
    GroundRule(
        Ground.PARKING,
        said("""
            parking; park ... pavement/road/street; car park/parks; parked cars
            spaces ... flats/homes/cars/houses; loading bay*; car club; double park*
            blue badge bays; electric charg*; charging points; garages; nowhere to park
        """),
        TRANSPORT,
    ),
    GroundRule(
        Ground.WALKING_AND_BUSES,
        said("""
            crossing*; pavement*; footpath*; footway*; cycle*; cycling; cyclist*; pedestrian*
            bus stop*; bus route*; buses; bus service*; walk to school/work; walk ... school
            train/railway station; tram*; public transport; towpath; school run; school gate*
        """),
        TRANSPORT,
    ),
    GroundRule(
        Ground.DESIGN,
        said("""
            design*; ugly; eyesore; out of character; out of keeping
            character ... area/street/road/neighbourhood; in keeping; cladding; brick*
            materials; appearance; architect*; roofline; roof line; facade*
            fits/fit in ... street/area/neighbourhood/road; street scene; streetscene; landscap*
            bland; attractive; look/looks like a prison/box/barracks; windows ... style
            shopfront*; handsome
        """),
        DESIGN,
    ),
    GroundRule(
        Ground.SIZE,
        said("""
            too tall/high/big/large/dense; height; storey*; stories high; floors; overdevelop*
            over development; density; out of scale; scale; mass/massing; bulk*; cramm*; cramped
            footprint; number of flats/homes/houses; too many flats/homes/houses
            metres high/tall; tower block*; high rise; skyscraper*
        """),
        DENSITY,
    ),
    GroundRule(
        Ground.HERITAGE,
        said("""
            listed building*; grade ii/2/i/1; locally listed; conservation area*; heritage
            historic*; archaeolog*
            victorian/georgian/edwardian ... building/buildings/terrace/terraces/mill/baths
            victorian/georgian/edwardian ... school/house/houses
            listed ... church/mill/school/pub; scheduled monument*
            old mill/baths/chapel/church/factory; original features
        """),
        guidance(
            "Historic environment", "18a-002", "conserving-and-enhancing-the-historic-environment"
        ),
    ),
    GroundRule(
        Ground.NATURE,
        said("""
            tree*; hedge*; wildlife; bat/bats; badger*; hedgehog*; bird/birds; swift/swifts
            nest*; newt*; fox/foxes; biodiversity; habitat*; ecolog*; protected species
            wildflower*; orchard*; pollinator*; bees; tpo; preservation order; roots
        """),
        NATURAL,
    ),
    GroundRule(
        Ground.FLOODING,
        said("""
            flood*; drain/drains/drainage; surface water; sewer*; sewage; run off; runoff
            culvert*; soakaway*; suds; standing water; water table
            river/brook ... high/burst*/rise*/over; cellar* ... water/fill*; puddle*
        """),
        guidance("Flood risk and coastal change", "7-001", "flood-risk-and-coastal-change"),
    ),
    GroundRule(
        Ground.ACCESS,
        said("""
            wheelchair*; disabled; disabilit*; step free; level access; dropped kerb*
            ramp/ramps; lift/lifts; pushchair*; buggy/buggies/prams; mobility scooter*
            blind ... people/residents/users; partially sighted; tactile; accessible; accessib*
            handrail*; older people ... walk/steps/stairs/seats/benches; benches; m4(2)/m4(3)
        """),
        guidance(
            "Housing for older and disabled people",
            "63-001",
            "housing-for-older-and-disabled-people",
        ),
    ),
    GroundRule(
        Ground.SERVICES,
        said("""
            school place/places; schools ... full/oversubscribed; places at ... school; gp/gps
            doctor*; surgery; dentist*; hospital*; nursery places; infrastructure; section 106
            s106; community infrastructure levy; cil; water pressure; broadband; amenities
            local services; youth club/centre; libraries/library
        """),
        guidance("Planning obligations", "23b-001", "planning-obligations"),
    ),
    GroundRule(
        Ground.HOUSING,
        said("""
            affordable; social rent; social housing; council homes/houses/housing/flats
            housing need*; need/needs ... homes/houses/housing/flats
            family homes/houses/housing; larger families; waiting list; homeless*
            first time buyers; bedroom homes/houses/flats; one/two/three/four bed
            space standard*; shared ownership; homes for ... people/families; overcrowd*
            more homes; new homes; starter homes; housing mix; supported housing
            sheltered housing
        """),
        guidance(
            "Housing needs of different groups", "67-001", "housing-needs-of-different-groups"
        ),
    ),
    GroundRule(
        Ground.USE,
        said("""
            hmo/hmos; change of use
            loss of ... shop/shops/pub/pubs/community/centre/hall/nursery/workshop*/garages/market
            lose/losing ... shop/pub/hall/market/centre/garages; wrong place/use for
            too many takeaways/hmos/betting; another takeaway/betting/vape; high street
            town/local centre; residential street/road/area; industrial
            student flats/accommodation/blocks; derelict; brownfield; empty ... years
            green belt; short term lets; airbnb*
        """),
        guidance("Town centres and retail", "2b-001", "ensuring-the-vitality-of-town-centres"),
    ),
    GroundRule(
        Ground.OPEN_SPACE,
        said("""
            open space*; green space*; playground*; play area*; playing field*; football pitch*
            the park; allotment*; public square; community garden*; somewhere ... play
            play equipment; public right of way; rights of way
        """),
        guidance(
            "Open space, sports and recreation facilities",
            "37-001",
            OPEN_SPACE_PAGE,
        ),
    ),
    GroundRule(
        Ground.WASTE,
        said("""
            bin/bins; bin store*; refuse store/collection/lorry/lorries; recycling
            rubbish; waste collection; rats; vermin
        """),
        guidance("Waste", "28-001", "waste"),
    ),
    GroundRule(
        Ground.CLIMATE,
        said("""
            climate; carbon; solar; heat pump*; insulat*; net zero; energy efficien*; embodied
            overheat*; passivhaus; renewable*; wind turbine*
        """),
        guidance("Climate change", "6-001", "climate-change"),
    ),
    GroundRule(
        Ground.SAFE_DESIGN,
        said("""
            crime; street lighting; unlit; lit at night; badly lit; feel safe/unsafe
            unsafe ... walk/night/women/alley; cctv; natural surveillance; secured by design
            hidden corner*; alley/alleys/alleyway*; underpass*
        """),
        HEALTHY,
    ),
    GroundRule(
        Ground.GROUND_CONDITIONS,
        said("""
            contaminat*; asbestos; polluted/toxic ground/soil/land; landfill; old mine*
            mine workings; landslip*; unstable ground/land/slope; subsidence ... slope/mine*
        """),
        guidance("Land affected by contamination", "33-001", "land-affected-by-contamination"),
    ),
    GroundRule(
        Ground.JOBS,
        said("""
            job/jobs; apprentic*; employment; local economy; economic benefit*; workspace*
            work units
        """),
        DETERMINING,
    ),
    GroundRule(
        Ground.POLICY,
        said("""
            local plan; development plan; neighbourhood plan; planning policy/policies
            policy/policies tp*/pg*/ga*/dm*/h*; nppf; spd; supplementary planning
            previous/earlier application/refusal/appeal/decision; refused before/in; precedent
            appeal decision; design code; planning inspector*
        """),
        DETERMINING,
    ),
)
"""Every rule, in the order in which a page lists them."""
