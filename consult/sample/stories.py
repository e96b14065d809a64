"""Long stories: 150–500 words of a citizen's life, some with sensitive information."""

from __future__ import annotations

from consult.sample.citizens import comment
from consult.sample.generator_state import GeneratorState
from consult.sample.people import FIRST_NAMES
from consult.sample.response import Planted, SampleRemark, SampleResponse, Stance
from consult.sample.topics import Theme
from consult.sample.wording import citizen_sentence

_BEGIN = (
    "Jeg har aldrig skrevet til kommunen før, men nu prøver jeg.",
    "Min datter sagde, at jeg skulle skrive det her ned, så det gør jeg.",
    "Undskyld, hvis det bliver langt.",
    "Jeg har læst det hele igennem to gange ved køkkenbordet.",
    "Jeg skriver, fordi jeg tror, at der er flere, der har det som mig.",
    "Det er ikke let at skrive om, men jeg synes, I skal vide det.",
)
_HOME = (
    "Jeg har boet samme sted siden {year} og kender de fleste i opgangen.",
    "Jeg flyttede hertil i {year} med to kufferter og et telefonnummer.",
    "Vi kom til byen i {year}, og det har været hjemme lige siden.",
    "Jeg er født og opvokset her og har set kvarteret forandre sig siden {year}.",
)
_THEN = (
    "I begyndelsen troede jeg, at det var mig, der var noget galt med.",
    "Det tog lang tid, før jeg turde sige noget højt.",
    "Den første vinter gik vi mest for os selv.",
    "Jeg husker en dame på kontoret, der sagde mit navn rigtigt første gang, og det glemmer jeg ikke.",
    "Der gik næsten et år, før nogen spurgte, hvad jeg egentlig kunne.",
    "Jeg fik et brev, der henviste til et andet brev, som jeg aldrig havde fået.",
    "Vi sad i et venteværelse i tre timer og blev sendt hjem igen.",
    "Alle var venlige, men ingen vidste, hvem der kunne bestemme noget.",
)
_TURN = (
    "Så skete der noget, som I bør lære af.",
    "Det, der vendte det, var et menneske og ikke en ordning.",
    "En nabo bankede på med en kage, og siden har vi drukket kaffe hver søndag.",
    "Min chef tog sig tid til at forklare det en gang til, og det var nok.",
    "Først da jeg fik den samme kontaktperson to gange i træk, begyndte det at gå fremad.",
    "En frivillig gik med mig hele vejen, også den dag jeg havde lyst til at gå hjem.",
    "Det var på sidelinjen en lørdag formiddag, at jeg første gang følte mig som en af dem.",
)
_HARD = (
    "Men det er ikke alle, der har det held.",
    "Jeg kender to, som gav op undervejs, og dem hører I ikke fra.",
    "Den dag i dag får jeg ondt i maven, når der ligger brev fra kommunen.",
    "Mine børn taler dansk som alle andre, men de bliver stadig spurgt, hvor de kommer fra.",
    "Man bliver træt af hele tiden at skulle bevise, at man vil.",
    "Jeg siger det ikke for at klage, jeg siger det, fordi det koster jer penge.",
    "Det værste er ikke at få nej, det er at vente på at få det.",
)
_THOUGHT = (
    "Jeg tror, at de fleste gerne vil, hvis man spørger dem på en ordentlig måde.",
    "Der er forskel på at blive hjulpet og at blive behandlet.",
    "Hvis jeg måtte bestemme én ting, var det, at I begynder med at lytte.",
    "Alt det her kan lyde af småting, men det er småting, en hverdag er lavet af.",
    "Jeg har tænkt meget over, hvad der ville have hjulpet os.",
    "Det er let at skrive en politik og svært at holde en dør åben.",
)
_CHILDREN = (
    "Vores {first} går i {n}. klasse og {child}.",
    "Vores {kin}, {first}, er {age} år og {child}.",
)
_CHILD = (
    "har fået en rigtig god ven i år",
    "ville ikke i skole hele efteråret",
    "er begyndt til håndbold og elsker det",
    "spørger tit, hvorfor vi ikke bare kan flytte",
)
_END = (
    "Tak, fordi du læste så langt.",
    "Det var det, jeg ville sige. Held og lykke med arbejdet.",
    "I må gerne bruge min historie, hvis den kan hjælpe andre.",
    "Jeg håber, at nogen læser det her og ikke kun en computer.",
    "Bedste hilsner fra en, der gerne vil blive boende.",
)
_STANCES: tuple[Stance, ...] = ("for", "against", "neutral", "neutral")
_LETTERS: dict[Stance, str] = {"for": "G", "against": "B", "neutral": "W"}


def story(state: GeneratorState, offset: float) -> SampleResponse:
    """A comment with a citizen's story; a third of them disclose sensitive information."""
    theme, stance = state.theme(), state.stance(_STANCES)
    anchor = state.anywhere(theme)
    paragraphs = _paragraphs(state, theme, _LETTERS[stance])
    planted: tuple[Planted, ...] = ()
    if state.decks.chance(0.35):
        paragraphs[1], planted = state.plants.plant(paragraphs[1])
    # Text pasted from Word has spaces instead of paragraph breaks.
    separator = "   " if state.decks.chance(0.2) else "\n\n"
    remark = SampleRemark(
        anchor_type=anchor.type,
        anchor_key=anchor.key,
        quote=anchor.quote,
        text=separator.join(paragraphs),
        stance=stance,
        area=theme.area,
        theme=theme.tag,
        planted=planted,
    )
    return comment(state.people.citizen(), remark, offset, type_="citizen_story")


def _paragraphs(state: GeneratorState, theme: Theme, letter: str) -> list[str]:
    draw = state.decks.draw

    def write(letters: str) -> list[str]:
        return [citizen_sentence(state.decks, theme, one) for one in letters]

    paragraphs = [
        [
            draw("begin", _BEGIN),
            _home(state),
            *write("L"),
            draw("then", _THEN),
            draw("then", _THEN),
        ],
        [draw("turn", _TURN), _child(state), draw("hard", _HARD), *write("R"), draw("hard", _HARD)],
        [
            *(*write(letter), *write("R"), draw("thought", _THOUGHT)),
            *(*write("W"), draw("thought", _THOUGHT)),
        ],
        [*write("W"), draw("end", _END)],
    ]
    return [" ".join(filter(None, paragraph)) for paragraph in paragraphs]


def _home(state: GeneratorState) -> str:
    return state.decks.draw("home", _HOME).format(year=state.decks.rng.randint(1981, 2012))


def _child(state: GeneratorState) -> str:
    return state.decks.draw("children", _CHILDREN).format(
        first=state.decks.draw("child name", FIRST_NAMES),
        n=state.decks.rng.randint(1, 8),
        kin=state.decks.draw("kin", ("ældste", "yngste", "mellemste")),
        age=state.decks.rng.randint(6, 16),
        child=state.decks.draw("child", _CHILD),
    )
