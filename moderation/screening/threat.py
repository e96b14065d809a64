"""Threats: violence or harm said to, or wished on, a person who is addressed or named by role. It hides nothing.

Idioms ("the plan kills the volunteers", "shoot past the mark") have no such person. Always low.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Detection
from moderation.screening.folded import Folded

RULE = "threat"
HINT = N_("Reads like a threat against a person")

_ROLE = (
    r"borgmester|minister|politiker|rådmand|sagsbehandler|formand|medarbejder|byråd|kommunal|leder|direktør|betjent|lærer|nabo|"
    r"socialrådgiver|embedsm|byrådsmedlem|familie|børn|barn|kone|mand|svin|stodder"
)
_YOU = (
    rf"(?:dig|jer|ham|hende|dem|dig\sselv|(?:den|din|jeres|de|hver|en|hans|hendes|alle)\s(?:[^\W\d_]{{2,16}}\s){{0,2}}(?:{_ROLE})[^\W\d_]{{0,8}}"
    rf"|(?:{_ROLE})(?:en|et|erne|ne|n|ren))"
)
_I = r"(?:jeg|vi|nogen|man|folk|de|drengene|lad\sos)"
_WILL = r"(?:\s(?:skal|vil|kan|burde|bør|skulle|må|kommer\stil\sat|ender\smed\sat|skal\snok|har\slyst\stil\sat|gad\sgodt|godt|nok|fandeme|snart|selv)){0,4}"
_HARM = (
    r"(?:slå|slår|slog|dr[æ4a]e?be?r?|dræbe|skyde|skyder|myrde|myrder|kvæle|kvæler|stikke|stikker|hænge|hænger|smadre|smadrer|banke|banker|tæve|tæver|tæsker|"
    r"tæske|brække|brækker|knække|knækker|flå|flår|hugge|hugger|brænde|brænder|kværke|kværker|nakke|nakker|lemlæste|pløkker|pløkke|pande|likvidere|"
    r"likviderer|henrette|henretter|halshugge|halshugger|overfalde|overfalder|slagte|slagter|mase|maser|knuse|knuser|flænse|flænser|snitte|snitter|kaste\ssyre\spå|spidde|jorde|jorder|gennembanke|gennembanker|voldtage|voldtager|kneppe|jagter|jage)"
)
_TO_YOU = (
    rf"{_HARM}\s(?:[^\W\d_]{{1,9}}\s){{0,2}}{_YOU}(?!\w)(?!\s(?:sammen|til\stælling|med\sopgaver))"
    rf"|{_HARM}\s(?:dit|din|dine|jeres|hans|hendes)\s(?:[^\W\d_]{{2,10}}\s)?(?:ansigt|fjæs|hoved|kæft|kranie|tænder|knæ|ben|hals|hus|bil|ruder|dør|butik|kontor|familie|børn|kone|mand|hund|kat)(?!\w)"
)
THREAT = re.compile(
    r"(?<!\w)(?:"
    rf"{_I}{_WILL}\s{_TO_YOU}"
    rf"|så\s{_HARM}\s{_I}\s{_YOU}"
    rf"|(?:hvis|når|næste\sgang)[^.!?\n]{{1,60}},?\s{_HARM}\s{_I}\s(?:[^\W\d_]{{1,9}}\s){{0,3}}(?:på\s)?{_YOU}"
    rf"|{_HARM}\s(?:benene|halsen|armene|kæben|næsen|hovedet|nakken|tænderne|huden)\s(?:på|af)\s{_YOU}"
    rf"|(?:jeg|vi)\s(?:brækker|hugger|knækker|smadrer|flår|skærer|slår)\s(?:benene|halsen|armene|kæben|næsen|hovedet|nakken|tænderne|huden|struben)\s(?:på|af|over|ud)"
    r"|(?:du|i|han|hun)\s(?:skal|burde|fortjener\sat|kommer\stil\sat|bør|må\sgerne)\s(?:[^\W\d_]{1,10}\s){0,2}"
    r"(?:dø|dræbes|skydes|hænges|hængt|blive\s(?:skudt|hængt|slået\sihjel|dræbt|stukket|tævet|banket)|brænde(?:s|\si\shelvede)|have\s(?:tæsk|bank|en\skugle|smæk|klø)|bløde|lide)(?!\w)"
    r"|(?:så|snart|inden\slænge)\s(?:dør|ligger)\s(?:du|i)(?:\s(?:under\sjorden|i\sgraven))?(?!\w)(?!\s(?:lige|godt))"
    r"|(?:sådan\snogle\ssom\s(?:jer|dig)|folk\ssom\s(?:jer|dig)|(?:borgmester|minister|politiker|sagsbehandler|formand|byråd)[^\W\d_]{0,7})\s(?:burde|bør|skal|fortjener\sat)\s"
    r"(?:blive\s)?(?:skydes|skudt|hænges|hængt|dø|dræbes|dræbt|stenes|likvideres|brændes|tæves|bankes|pryles|have\s(?:en\skugle|tæsk|bank))(?!\w)"
    r"|(?:kugle|kniv|økse)\s(?:i|for|gennem)\s(?:panden|hovedet|nakken|ryggen|maven|brystet)"
    r"|(?:jeg|vi)\s(?:ved|har\sfundet\sud\saf),?\s(?:godt,?\s)?(?:hvor|hvornår|hvilken\sskole)\s(?:du|i|dine|din|jeres)\s(?:[^\W\d_]{2,9}\s){0,2}(?:bor|arbejder|sover|går|møder|parkerer|har\sfri)(?!,?\sskrev)"
    r"|(?:jeg|vi)\s(?:skal\snok\s)?(?:kommer|kom)\s(?:efter|forbi\sog\s[^\W\d_]{3,9}|forbi\smed)\s(?:dig|jer|ham|hende|dem|nogle\svenner|et\sbat|en\skniv)"
    r"|så\skommer\s(?:vi|jeg)(?!\s(?:gerne|til|med))(?!\w)"
    r"|(?:jeg|vi)\s(?:skal\snok|skal|vil|kan\snok)\s(?:finde|få\sfat\si|få\sram\spå|nå|ramme|tage|ordne|opsøge)\s(?:dig|jer|ham|hende)(?!\w)(?!\s(?:en|et|med|til|på|i)\s)"
    r"|pas\s(?:hellere\s|bare\s|godt\s)?på(?:\sdig\sselv)?,?\s(?:når|hvis|hvor)\s(?:du|i)\s[^\W\d_]{2,8}"
    r"|pas\spå\s(?:dig|jer|dine\sbørn|din\sfamilie|ryggen|hvad\sdu\ssiger)"
    r"|(?:du|i)\s(?:kan\sgodt\sbegynde\sat|må\shellere|skal\shellere)\s(?:se|kigge)\s(?:dig|jer)\sover\sskulderen"
    r"|(?:du|i|han|hun)\s(?:bliver|er)\s(?:den\s)?(?:næste|næst)(?:\spå\slisten)?(?=[\s.!,]{0,2}(?:$|[.!\n]))"
    r"|koste\s(?:dig|jer|ham|hende|dine\sbørn)\s(?:livet|dyrt)"
    r"|(?:du|i)\s(?:vil|kommer\stil\sat)\s(?:fortryde|betale|bløde|lide|undgælde)"
    rf"|(?:jeg|vi)\s(?:kommer|kører|går)\s(?:[^\W\d_]{{2,9}}\s){{0,2}}og\s(?:finder|tager|henter|ordner|opsøger|besøger|{_HARM})\s{_YOU}(?!\w)"
    r"|(?:du|i)\ser\s(?:snart\s|så\s)?(?:død|døde|dødsdømt|færdige?|slut)(?!\w)(?!\s(?:med|for)\s)"
    r"|får\s(?:du|i|han|hun)\s(?:en\s)?(?:på\s(?:hovedet|kassen|tæven|goddagen|kajen)|tæsk|bank|klø|kugle)"
    r"|håber,?\s(?:at\s)?(?:du|i|han|hun|de|din\s[^\W\d_]{2,9}|[^\W\d_]{4,16}en)\s(?:dør|brænder(?!,?\sfor)|får\skræft|bliver\s(?:skudt|kørt\sned|voldtaget|stukket|slået|dræbt|tævet|overfaldet)|rådner|lider)"
    r"|(?:jeg|vi)\skommer\s(?:[^\W\d_]{2,9}\s){0,2}med\s(?:benzin|brandbomber|våben|kniv|økse|syre|køller|jagtgevær|molotov[^\W\d_]{0,9})"
    r"|(?:du|i|han|hun|borgmester[^\W\d_]{0,3}|minister[^\W\d_]{0,3}|sagsbehandler[^\W\d_]{0,3}|formand[^\W\d_]{0,3})\s(?:burde|bør|skal|fortjener\sat|skulle)\s(?:[^\W\d_]{2,8}\s)?"
    r"(?:få\s(?:bank|tæsk|klø|kniven|en\skugle|en\s(?:ordentlig\s)?(?:lærestreg|omgang|røvfuld))|have\sen\slærestreg|voldtages|stenes|tæves|brændes|slås\sihjel|halshugges|likvideres|bankes|skydes|hænges|dø)(?!\w)"
    r"|(?:du|i|han|hun|den\s[^\W\d_]{4,20}|borgmesteren|ministeren|formanden)\sfår\s(?:kniven|en\skugle|en\skniv|bank|tæsk|klø|en\slærestreg|et\spar\spå)(?!\w)"
    r"|(?:komme|kommer|slippe|slipper)\s(?:[^\W\d_]{2,9}\s){0,3}i\slive"
    r"|næste\sgang\s(?:er\sdet|bliver\sdet)\s(?:dig|jer|din|dine|jeres)(?!\w)"
    r"|(?:gøre|gør|volde)\s(?:dig|jer|ham|hende)\s(?:fortræd|ondt|skade)|skade\s(?:dig|jer|ham|hende|din\sfamilie)(?!\w)"
    r"|(?:slut|ude|færdig|forbi)\smed\s(?:dig|jer|ham|hende)(?!\w)|(?:dine|jeres)\sdage\ser\stalte|(?:din|jeres)\ssidste\s(?:dag|time|advarsel)"
    r"|(?:må|skal|bør|kan)\s(?:hellere|godt|bare)\s(?:[^\W\d_]{2,9}\s){0,2}passe\spå(?:\s(?:dig|jer|dine|din|jeres)|(?=[.,!]))"
    r"|(?:få|får|tager)\s(?:dig|jer|ham|hende)\sned\smed\snakken"
    r"|(?:skyde|hænge|dræbe|sprænge)\smig\sselv[^.!?\n]{0,40}\stage\s(?:nogle|nogen|dig|jer|andre|flere)\smed"
    r"|(?:jeg|vi)\shar\s(?:et\s)?våben|(?:jeg|vi)\støver\sikke\smed\sat\sbruge"
    r"|(?:din|jeres|dine)\s(?:familie|børn|kone|mand|hus|bil)[^.!?\n]{0,24}\s(?:skal|vil|kommer\stil\sat)\s(?:[^\W\d_]{2,8}\s)?(?:lide|dø|bløde|betale|brænde|brændes|undgælde)"
    r"|dine\sbørn\sgår\si[^.!?\n]{0,40}ved\s(?:jeg|vi)"
    r"|(?:jeg|vi)\s(?:vil\s|skal\s(?:nok\s)?)?(?:brænder|brænde|sprænger|sprænge|bomber|bombe|smadrer|raserer|jævner|sætter\sild|stikker\sild|futter)\s"
    r"(?:[^\W\d_]{1,20}\s){0,4}(?:ned|af|i\sluften|rådhus[^\W\d_]{0,3}|hus[^\W\d_]{0,3}|bil[^\W\d_]{0,3}|kontor[^\W\d_]{0,3}|bygning[^\W\d_]{0,3}|sted[^\W\d_]{0,3})(?!\w)"
    r"|(?:jeg|vi)\s(?:har|køber|skaffer|tager|henter|medbringer|smider|kaster)\s(?:[^\W\d_]{1,9}\s){0,3}(?:pistol|gevær|kniv|våben|økse|jagtgevær|sprængstof|bat|molotov[^\W\d_]{0,9}|bombe|granat)"
    r"(?!\w)"
    r"|(?:der\sligger|jeg\shar\slagt|vi\shar\slagt|der\ser)\s(?:en\s|lagt\sen\s)?bomber?\s(?:på|i|under|ved)\s(?!budget)"
    r"|(?:det\sbliver|der\svil)\s(?:blodigt|flyde\sblod|blod\s)"
    r"|(?:i|du)\s(?:ender|havner)\si\s(?:en\sgrøft|graven|havnen|jorden|en\skiste|en\srullestol|kørestol)"
    r"|tag(?:e|er)\sdig\smed\si\sgraven"
    r"|(?:der\sskal\snok\sske|ske)\s(?:dig|jer|ham|hende)\snoget"
    r"|(?:du|i)\s(?:skal|kan|bør)\sikke\sføle\s(?:dig|jer)\s(?:sikre?|trygge?)"
    r"|(?:du|i)\sfår\s(?:[^\W\d_]{1,9}\s){0,2}(?:kugle|tæsk|bank|klø|kniv|kniven|syre)(?!\w)"
    r"|(?:i|we)(?:\s(?:will|am\sgoing\sto|are\sgoing\sto|shall)|['’]ll|['’]m\sgonna)\s(?:kill|shoot|stab|burn|find|hurt|beat|hang|murder)\s(?:you|him|her|them|your)"
    r"|(?:i|we)\sknow\swhere\syou(?:r\s[a-z]{2,10})?\s(?:live|work|sleep|go)"
    r"|you\s(?:will|should|deserve\sto|must|are\sgoing\sto)\s(?:die|bleed|burn|be\s(?:shot|killed|hanged))"
    r"|(?:سأقتلك|سنقتلك|سأقتلكم|سنقتلكم|سوف\sأقتلك|سأذبحك|سأحرق|نعرف\sأين\sتسكن|أعرف\sأين\sتسكن|ستموت|ستموتون|سأجدك)[^\W\d_]{0,3}"
    r")",
    re.IGNORECASE,
)


# Looser: violence near a person who is addressed, and what announces it.
_VIOLENCE = (
    r"(?:dræb|myrd|skyd|kvæl|smadr|tæv|tæsk|bank(?!er(?:ne|nes)?\s(?:på|giver)|erne|en\b|et\b)|kværk|afliv|likvid|henret|halshug|lemlæst|slagt|voldt|stikk|hævn|hugg|flå)[^\W\d_]{0,5}"
    r"|slår?\s[^\W\d_]{2,8}\s(?:ihjel|ned|i\sstykker)|rive?r?\s(?:hovedet|armene|benene|tungen)\saf|kører?\s[^\W\d_]{2,8}\sned"
)
_ADDRESSED = r"(?:dig|jer|ham|hende)"
NEAR = re.compile(
    r"(?<!\w)(?:"
    rf"(?:{_VIOLENCE})(?:\s[^\W\d_]{{1,12}}){{0,3}}\s{_ADDRESSED}(?!\w)"
    rf"|{_ADDRESSED}(?:\s[^\W\d_]{{1,12}}){{0,3}}\s(?:{_VIOLENCE})(?!\w)"
    r"|(?:jeg|vi)\s(?:kører|slår|brænder|hugger|skyder|tager|vælter)\s(?:dig|jer|ham|hende)\s(?:ned|ihjel|omkuld|af\svejen|af\sdage)"
    r"|bliver?\s(?:du|i|han|hun)\s(?:kørt\sned|skudt|stukket|tævet|banket|slået|dræbt|hængt|bombet)"
    r"|(?:jeg|vi)\s(?:gør|gøre)\sdet\saf\smed\s[^\W\d_]{2,12}|(?:jeg|vi)\s(?:tager|vil\shave|får|skal\snok\sfå)(?:\s(?:min|vores))?\shævn"
    r"|(?:brænder|brænde|raserer|smadrer)\s(?:jeres|dit|din|hans|hendes)\s(?:hus|bil|biler|kontor|bygning|butik|moske|kirke|skole|klub|lejlighed|ruder|hjem)[^\W\d_]{0,3}"
    r"|(?:kommer|hvis|når)\s[^.!?\n]{2,60},\s(?:så\s)?(?:skyder|stikker|dræber|smadrer|banker|tæver|brænder)\s(?:jeg|vi)(?!\s(?:projekt|sammen|på))"
    r"|så\skommer\s(?:jeg|vi)\s(?:hjem\stil|efter)\s(?:dig|jer|ham|hende)"
    r"|(?-i:[Dd]u|I|[Ff]olk\ssom\s(?:dig|jer)|[Ss]ådan\sen\ssom\sdig)(?:\s[^\W\d_]{1,12}){0,4}\s(?:stenes|stenet|skudt|hængt|aflives|aflivet|skydes|hænges|dræbes|dræbt|bløde|lemlæstet|tævet|"
    r"op\sad\sen\smur|levende\s(?:derfra|hjem|ud))(?!\w)|(?-i:[Dd]u|I)\sfortjener\s(?:en\s)?(?:bombe|kugle|kniv|døden|tæsk|bank|klø)"
    r"|se\s(?:dig|jer)\s(?:[^\W\d_]{2,8}\s){0,2}(?:dø|bløde|lide|brænde|i\sen\skiste|i\sgraven)|hold\søje\smed\s(?:dine|din|jeres)\s(?:børn|familie|bil|hus|kone|datter|søn)"
    r"|(?:jeg|vi)\s(?:har|kender|har\sfundet)\s(?:din|jeres|hans|hendes)\s(?:adresse|nummerplade|bopæl)"
    r"|find(?:e|er)\s(?:nok\s|snart\s)?ud\saf,?\s(?:hvor|hvem)\s(?:du|i|dine\sbørn|din\s[^\W\d_]{3,9})\s(?:bor|arbejder|går)"
    r"|det\sbliver\sdet\ssidste,?\s(?:du|i)|så\sfår\s(?:du|i)\sat\s(?:se,\shvad\s(?:der\ssker|vi|jeg)|føle|mærke)"
    r"|(?:du|i)\s(?:ved|aner)\s(?:ikke|intet\som),?\s(?:hvad|hvem)\s(?:jeg|vi)\s(?:er\si\sstand|kan\sfinde\spå)"
    r"|sørge\sfor,?\s(?:at\s)?(?:du|i)\saldrig|(?-i:[Dd]u|I)\s(?:skal|bør)\s(?:være\sbange|passe\spå)(?=[.!,]|$)"
    r"|(?:skal|bør|må\shellere)\spasse\spå,\s(?:han|hun|du|i)\s|skyd\sdem|hæng\sdem|slå\sdem\sihjel|dræb\sdem"
    r"|giver\s(?:dig|jer|ham|hende)\s(?:en\s)?(?:på\s(?:hovedet|kassen|tæven|kajen)|tæsk|bank|klø|en\slussing)"
    r"|(?:stikker|jager|sætter|kører)\s(?:en\s)?(?:kniv|kugle|kniven|syl)\s(?:i|gennem)\s(?:dig|jer|ham|hende)"
    r"|kommer\sog\s(?:smadrer|brænder|ødelægger|raserer|knuser)\s(?:jeres|dit|din|dine|hans|hendes)"
    r")",
    re.IGNORECASE,
)


def find(folded: Folded) -> Iterator[Detection]:
    """The threats, in order for each of the two patterns; none begins or ends in another. Raises TooDense."""
    seen = set[int]()
    for pattern in (THREAT, NEAR):
        for match in folded.candidates(pattern):
            if match.start() not in seen and match.end() - 1 not in seen:
                seen.update(range(match.start(), match.end()))
                yield folded.finding(RULE, match.start(), match.end(), "low", HINT)
