"""What somebody tells about the health, faith, origin, crimes, money or love of one person: the writer, a relative, a
neighbour, somebody named. What is said of groups, offices and politics is no finding. Always low.

Read in three steps inside one sentence: a person, at most a few words, a sensitive fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Detection
from moderation.screening.folded import Folded

RULE = "disclosure"
HINT = N_("Something private about one person, perhaps health, faith, crime or money")

_KIN = (
    r"mand|kone|eksmand|ekskone|eks|søn|datter|dreng|pige|barn|børn|tvillinger|mor|far|moder|fader|forældre|søster|bror|"
    r"storebror|lillebror|storesøster|lillesøster|søskende|bedstemor|bedstefar|mormor|morfar|farmor|farfar|onkel|tante|moster|"
    r"faster|fætter|kusine|nevø|niece|svigermor|svigerfar|svigersøn|svigerdatter|svigerinde|svoger|kæreste|samlever|ven|veninde|"
    r"venner|nabo|naboer|opgangsnabo|genbo|underbo|overbo|kollega|chef|elev|plejesøn|plejedatter|plejebarn|papsøn|papdatter|"
    r"stedfar|stedmor|barnebarn|børnebørn|familie|ældste|yngste|mellemste|teenager|klient|lejer|træner|klassekammerat|ekskæreste|mentor|lærer"
)
_WHO = (
    r"(?:jeg|vi"
    rf"|(?:min|mit|mine|vores|hans|hendes|deres|din)(?:\s(?:egen|eget|ældste|yngste|gamle|lille|store|nye|afdøde)){{0,2}}\s(?:{_KIN})"
    r"(?:,?\s(?!har\b|er\b|som\b|der\b)[^\W\d_]{2,20}){0,2}(?:\spå\s\d{1,3}\s[^\W\d_]{2,3})?"
    rf"|(?:naboens|genboens|underboens|overboens)\s(?:{_KIN})"
    r"|(?:naboen|genboen|underboen|overboen|chefen|eleven|kollegaen|sagsbehandleren|træneren)\s[^\W\d_]{2,20}(?:\s[A-ZÆØÅ][^\W\d_]{1,20})?"
    r"|(?:hr|fru|frk)\.?\s[^\W\d_]{2,20}(?:\spå\s[^\W\d_]{2,12}\s[^\W\d_]{2,12})?"
    r"|(?-i:[A-ZÆØÅ][a-zæøå]{1,20}\s[A-ZÆØÅ][a-zæøå]{1,20}|[Hh](?:an|un),?\s[A-ZÆØÅ][a-zæøå]{1,20}(?:\sfra\s[\w ]{1,16}\d,?)?|[Hh](?:an|un)"
    r"|[A-ZÆØÅ][a-zæøå]{1,20}\s(?:fra|i|på)\s(?:nummer|nr\.?|opgang|stuen|første|anden|tredje|fjerde|femte)(?:\s\d{1,3}|\ssal)?))"
)
_DOES = (
    r"(?:,\s[^\W\d_]{2,20}(?:\s[^\W\d_]{2,20}){0,4},)?(?:,?\s(?:som|der))?(?:\s[^\W\d_]{2,15}\sog)?"
    r"\s(?:har|havde|er|var|blev|bliver|fik|får|lider|led|tager|tog|går|gik|ryger|drikker|kom|sidder|sad|lever|modtager|slås|mistede)"
)
# Words between the person and the fact; those that lead elsewhere end the reading.
_BETWEEN = (
    r"(?:\s(?!(?:at(?!\stage\smit)|(?<!behandling\s)for|om|imod|mod|når|hvis|hvor|ikke\sråd|mange|flere|nogle|unge|folk|alle|andre|arbejdet|arbejder|mødt|mødte|set|hørt|læst|"
    r"undervist|underviser|skrevet|hjulpet|hjælper|kendt|frivillig|ansat|lærer|sygeplejerske|læge|formand|bekymret|bange|imponeret|"
    r"tilhænger|enig|uenig|glad|ked|venner|kolleger|møde|projekt|som)\b)[^\s.!?;:\d]{1,24}){0,5}"
)
_ILL = (
    r"[^\W\d_]{0,12}(?:depression|depressiv|deprimer|angst|skizofren|psykose|bipolar|borderline|spiseforstyrrelse|anoreksi|bulimi|autisme|autist|"
    r"aspergers|adhd|epilep|cerebral\sparese|spasti|fibromyalgi|sklerose|parkinson|alzheimer|demens|dement|kræft|leukæmi|diabetes|sukkersyge|gigt|astma|kol\b|hiv|aids|"
    r"hepatitis|ptsd|traume|blodprop|hjerneblødning|hjerneskade|hjertefejl|slagtilfælde|kronisk|psykisk|psykiatrisk\s(?:afdeling|behandling|patient)|hos\s(?:en\s)?psykolog|psykiater|"
    r"sygdom|sygemeld|syge?dagpenge|diagnos|lammet|lammelse|kørestol|transplanter|dialyse|amputer|ordblind|dysleksi|downs|fosterskade|"
    r"handicap|udviklingshæmm|medicin\b|pille|opereret|tortur|krisecenter|høreapparat|nedsat\shørelse|kemoterapi|vold\si\smit|overgreb|flygtet\sfra|misbrugsbehandl|bandemilj|insulin|smerter|stress\b|udbrændt|selvmord|(?:mit|sit)\seget\sliv|selvskad|abort|gravid|"
    r"steril|omskåret|voldtaget|voldtægt|misbrugt|incest|mishandl)[^\W\d_]{0,14}"
    r"|døv|døve|blind|blinde|stum|syg|synshandicap|(?:sit|mit)\ssyn|fas|lungebetændelse"
)
_LIFE = (
    r"alkoholi[^\W\d_]{1,8}|narkoman[^\W\d_]{0,4}|stofmisbrug[^\W\d_]{0,4}|misbrug[^\W\d_]{0,6}|afhængig(?:\saf)|"
    r"metadon|pillemisbrug|ludoman|drikker|fuld\shver|"
    r"fængs[^\W\d_]{1,10}|siddet\sinde|straffet|straffeattest|dømt|dom\sfor|sigtet|anholdt|voldelig|voldsmand|pædofil|varetægt[^\W\d_]{0,8}|kriminel|bande(?:medlem|n)?|"
    r"rocker|tyv|voldsdømt|prostitueret|"
    r"kontanthjælp[^\W\d_]{0,12}|førtidspension[^\W\d_]{0,6}|uarbejdsdygtig|"
    r"ressourceforløb|fleksjob|gæld|arbejdsløs|ludfattig|hjemløs|personlig\skonkurs|"
    r"tvangsfjern[^\W\d_]{1,4}|anbragt|plejefamilie|skilt|tvangsgift|tvunget\stil\sat\sgifte|tvangsægteskab|slået|tævet|"
    r"papirløs|illegal|udvist|asyl|afslag\spå\s(?:asyl|ophold)|opholdstilladelse|tålt\sophold|flygtning|arbejder\ssort"
)
_FAITH = (
    r"muslim[^\W\d_]{0,3}|kristne?\b|kristen|jøde[^\W\d_]{0,2}|jødisk|hindu[^\W\d_]{0,3}|buddhist[^\W\d_]{0,2}|ateist[^\W\d_]{0,2}|katolik[^\W\d_]{0,4}|"
    r"shia[^\W\d_]{0,7}|sunni[^\W\d_]{0,7}|konverter[^\W\d_]{0,3}|jehovas|kurder[^\W\d_]{0,2}|kurdisk|roma(?:er|ere)?\b|sigøjner[^\W\d_]{0,2}|somali(?:er|ere)|"
    r"palæstinenser[^\W\d_]{0,2}|tyrkere?|araber[^\W\d_]{0,2}|afghaner[^\W\d_]{0,2}|syrere?|irakere?|iranere?|eritreere?|bosnier[^\W\d_]{0,2}|tamil(?:er|ere)|"
    r"homoseksuel[^\W\d_]{0,2}|bøsse[^\W\d_]{0,2}|lesbisk[^\W\d_]{0,2}|biseksuel|transkønnet|transperson|transvestit|"
    r"medlem\saf\s(?:enhedslisten|socialdemokrat\w{0,4}|venstre|konservative|sf|radikale|alternativet|dansk\sfolkeparti|liberal\salliance|"
    r"danmarksdemokraterne|moderaterne|nye\sborgerlige|kommunist\w{0,6}|et\sparti|fagforening\w{0,3})"
)
_END = r"(?!\w)(?!\s(?:for|over\sfor)\s(?:problem|kritik|,|hvad|at\s)|,?\s?for,?\shvad|\sog\stræt|\si\shovedet)"
FACT = re.compile(
    rf"(?<!\w){_WHO}(?:{_DOES}){_BETWEEN}\s(?:{_ILL}|{_LIFE}|{_FAITH}){_END}", re.IGNORECASE
)
# Where the verb is the fact itself, or the fact comes first.
OTHER = re.compile(
    rf"(?<!\w)(?:(?:min|mit|mine|vores|hans|hendes)\s(?:{_KIN})(?:s\s[^\W\d_]{{3,20}}?(?:kræft|sygdom|misbrug|depression|demens|sklerose|gæld)"
    r"|s\s(?:kræft|sygdom|misbrug|depression|demens|sklerose|gæld|diagnose)|\sdrikker|\sruser\ssig|\s(?:slog|slår|banker|tæver|voldtog|mishandlede)\s"
    r"(?:mig|os|hende|ham|børnene))"
    r"|(?:på\sgrund\saf|pga\.?|grundet|takket\svære)\s(?:min|mit|hans|hendes|vores)\s(?:[^\W\d_]{2,16}\s){0,2}"
    r"(?:[^\W\d_]{0,12}(?:lidelse|sygdom|diagnose|handicap|kræft|depression|angst|skade|misbrug|gigt))"
    r"|(?:min|mit|hans|hendes)\s(?:[^\W\d_]{2,16}\s)?(?:depression|diagnose|psykiske?\s[^\W\d_]{3,12}|kræft|sklerose|autisme|adhd|misbrug|hiv|ptsd)"
    rf"|{_WHO}\s(?:ryger|tager|sælger|sniffer|sprøjter)\s(?:hash|kokain|heroin|piller|stoffer|amfetamin)"
    rf"|{_WHO}(?:,\s[^\W\d_]{{2,20}}(?:\s[^\W\d_]{{2,20}}){{0,2}},)?\s(?:drikker(?!\s(?:kaffe|te|vand)\b)|slår\s(?:sin|sine|hende|ham|børnene)|banker\s(?:sin|sine|hende))"
    rf"|(?:jeg|vi)\s(?:er|har|bor)\s(?:[^\W\d_]{{1,12}}\s){{0,4}}(?:en|et|min|mit|vores)\s(?:[^\W\d_]{{2,10}}\s)?(?:søn|datter|barn|dreng|pige|mand|kone|mor|far|bror|søster|nabo),?\s(?:der\shar|som\shar|der\ser|som\ser|med|der\slider\saf)\s(?:[^\W\d_]{{2,14}}\s){{0,2}}(?:{_ILL}|{_LIFE})"
    r"|som\s(?:[^\W\d_]{3,16}patient|muslim|kristen|jøde|kurder|romaer|homoseksuel|lesbisk|bøsse|transperson|kontanthjælpsmodtager|førtidspensionist|flygtning|"
    r"blind|døv|handicappet|kørestolsbruger|alkoholiker|epileptiker|diabetiker|psykisk\ssyg|tidligere\sstraffet|somalier|palæstinenser)\s[^\W\d_]{2,12}\s(?:jeg|vi|min)"
    r"|(?:jeg|vi)\s(?:stemmer|stemte|har\sstemt)\s(?:altid\s)?på\s(?:enhedslisten|socialdemokrati[^\W\d_]{0,4}|venstre|konservative|sf|radikale|alternativet|dansk\sfolkeparti|liberal\salliance|moderaterne|danmarksdemokraterne|df)"
    r"|(?:blev|bliver|bliver\snu|er)\sbehandlet\sfor\s(?:anoreksi|angst|depression|kræft|adhd|misbrug|ptsd|psykose|stress)"
    r"|(?:min|mine|vores)\snabos?\s(?:søn|datter|mand|kone|børn)\s(?:er|har|blev|sidder)\s(?:[^\W\d_]{1,14}\s){0,2}(?:bande|fængsel|misbrug|dømt|psykisk|autis|adhd)[^\W\d_]{0,8}"
    r"|vi\ser\sen\s(?:jødisk|muslimsk|kurdisk|kristen|somalisk|syrisk|afghansk|romani)\s(?:familie|slægt)"
    r"|[A-ZÆØÅ][a-zæøå]{1,20}\s[A-ZÆØÅ][a-zæøå]{1,20},\s[^\d.!?;\n]{2,40},\s(?:er|har|blev|fik)\s(?:[^\W\d_]{2,14}\s){0,2}(?:dømt|sigtet|straffet|hiv|kræft|psykisk|narkoman|alkoholiker|demens|misbrug)"
    r"|diagnosen?\s(?:fik|blev)\s(?:jeg|vi|han|hun|stillet)"
    r"|jeg\s(?:lider\saf|døjer\smed|kæmper\smed|fejler)\s[^\W\d_]{3,20}"
    r"|(?:i|we|my\s[a-z]{2,12}|(?:he|she))\s(?:have|has|had|am|is|was|suffers?|suffer)\s(?:[a-z]{1,12}\s){0,3}"
    r"(?:depression|cancer|sclerosis|epilepsy|diabetes|hiv|autis[a-z]{1,3}|adhd|ptsd|schizophreni[a-z]|disabled|alcoholic|muslim|jewish|christian|gay|lesbian"
    r"|convicted|imprisoned|dementia|pregnant|depressed|anxiety)"
    r"|(?:ابني|ابنتي|زوجي|زوجتي|أمي|أبي|أخي|أختي|أنا|والدي|والدتي|جاري)\s(?:[^\W\d_]{1,12}\s){0,2}"
    r"(?:مصاب|مريض|مصابة|مريضة|معاق|معاقة|يعاني|تعاني|أعاني|مسلم|مسيحي|مثلي|سجين)[^\W\d_]{0,3})(?!\w)",
    re.IGNORECASE,
)


def find(folded: Folded) -> Iterator[Detection]:
    """What is told, in order for each of the two ways of telling; none overlaps another. Raises TooDense."""
    seen = set[int]()
    for pattern in (FACT, OTHER):
        for match in folded.candidates(pattern):
            if match.start() not in seen and match.end() - 1 not in seen:
                seen.update(range(match.start(), match.end()))
                yield folded.finding(RULE, match.start(), match.end(), "low", HINT)
