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
_I = r"(?:jeg|vi|nogen|man|folk|de|drengene)"
_WILL = r"(?:\s(?:skal|vil|kan|burde|bør|skulle|må|kommer\stil\sat|ender\smed\sat|skal\snok|har\slyst\stil\sat|gad\sgodt|godt|nok|fandeme|snart|selv)){0,4}"
_HARM = (
    r"(?:slå|slår|slog|dr[æ4a]e?be?r?|dræbe|skyde|skyder|myrde|myrder|kvæle|kvæler|stikke|stikker|hænge|hænger|smadre|smadrer|banke|banker|tæve|tæver|tæsker|"
    r"tæske|brække|brækker|knække|knækker|flå|flår|hugge|hugger|brænde|brænder|kværke|kværker|nakke|nakker|lemlæste|pløkker|pløkke|pande|likvidere|"
    r"likviderer|henrette|henretter|halshugge|halshugger|overfalde|overfalder|gennembanke|gennembanker|voldtage|voldtager|kneppe|jagter|jage)"
)
_TO_YOU = (
    rf"{_HARM}\s(?:[^\W\d_]{{1,9}}\s){{0,2}}{_YOU}(?!\w)(?!\s(?:sammen|til\stælling|med\sopgaver))"
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


def find(folded: Folded) -> Iterator[Detection]:
    """The threats, in order; none of them overlaps another. Raises TooDense."""
    for match in folded.candidates(THREAT):
        yield folded.finding(RULE, match.start(), match.end(), "low", HINT)
