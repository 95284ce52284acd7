//! What may stand in the place of a name, an office, a stage or a speaker of the samples so that the sentence is wrong.
//! It must not know how Factmark checks.

/// Words of a sentence, and what may take their place.
pub type Swap = (&'static str, &'static [&'static str]);

/// Places behind a word that makes them a place, with other places.
pub const PLACES: [Swap; 16] = [
    ("in Azerbaijan ", &["in Georgia ", "in Turkmenistan "]),
    ("in Azerbaijan.", &["in Georgia.", "in Kyrgyzstan."]),
    ("from Azerbaijan ", &["from Georgia ", "from Kazakhstan "]),
    ("to Azerbaijan ", &["to Armenia ", "to Moldova "]),
    ("visited Azerbaijan", &["visited Kazakhstan", "visited Georgia"]),
    ("in Baku", &["in Ganja", "in Tbilisi", "in Istanbul"]),
    ("Shusha City", &["Lankaran City", "Khankendi City"]),
    ("in Aghdam", &["in Gabala", "in Sumgait"]),
    ("Zangilan in", &["Shaki in", "Lachin in"]),
    ("Karabakh and Eastern Zangazur", &["Nakhchivan and Eastern Zangazur", "Karabakh and Western Gobustan"]),
    ("aggression of Armenia", &["aggression of Georgia", "aggression of Iran"]),
    ("Armenia’s military", &["Georgia’s military", "Iran’s military"]),
    ("in Europe and Asia", &["in Africa and Asia", "in Europe and America"]),
    ("between the EU and Azerbaijan", &["between the EU and Georgia", "between the EU and Moldova"]),
    ("in the OIC countries", &["in the ECO countries", "in the CIS countries"]),
    ("in Azerbaijani universities", &["in Georgian universities", "in Turkish universities"]),
];

/// Another name for the one person that the samples name, in several wordings of what they say.
pub const NAMED: &str = "Ilham Aliyev";
pub const SAID_OF_NAMED: [&str; 4] = [
    "Under President Ilham Aliyev’s increasingly repressive regime, critical voices face constant persecution.",
    "Critical voices face constant persecution under President Ilham Aliyev’s increasingly repressive regime.",
    "Under the increasingly repressive regime of President Ilham Aliyev, critical voices face constant persecution.",
    "International organizations such as the ICRC serve as one of the last remaining mechanisms to ensure basic human rights protections under President Ilham Aliyev’s regime.",
];
pub const PERSONS: [&str; 9] = [
    "Rauf Mammadov",
    "Ilham Hasanov",
    "Farid Guliyev",
    "Heydar Rustamov",
    "Nikol Pashinyan",
    "Salome Zurabishvili",
    "Vagif Aliyev",
    "Leyla Jafarova",
    "Kamran Huseynov",
];

/// Offices that people hold.
pub const OFFICES: [Swap; 8] = [
    (
        "Executive Director of the UN-Habitat",
        &[
            "Regional Representative of the UN-Habitat",
            "Deputy Director of the UN-Habitat",
            "Treasurer of the UN-Habitat",
            "President of the UN-Habitat",
        ],
    ),
    (
        "Secretary-General of the Federation",
        &[
            "Treasurer of the Federation",
            "President of the Federation",
            "Regional Director of the Federation",
        ],
    ),
    ("WHO Director-General", &["WHO Regional Director", "WHO Secretary-General", "WHO Deputy Director"]),
    (
        "the President of the Republic",
        &[
            "the Prime Minister of the Republic",
            "the Foreign Minister of the Republic",
            "the Ombudsman of the Republic",
        ],
    ),
    (
        "the UN Secretary-General referred",
        &[
            "the UN High Commissioner for Human Rights referred",
            "the President of the UN General Assembly referred",
            "the UN Special Rapporteur referred",
        ],
    ),
    ("a founding member and a chair", &["an observer", "a guest"]),
    ("a full member of the ILO", &["an observer of the ILO", "an associate member of the ILO"]),
    ("the UN Special Rapporteur on Violence", &["the UN Independent Expert on Violence"]),
];

/// Who does what to whom, the other way round.
pub const ROLES: [Swap; 17] = [
    (
        "Azerbaijan provided $ 10 million to the WHO",
        &[
            "The WHO provided $ 10 million to Azerbaijan",
            "Azerbaijan received $ 10 million from the WHO",
            "$ 10 million was provided to Azerbaijan by the WHO",
            "The WHO gave $ 10 million to Azerbaijan",
        ],
    ),
    ("The Federation provided the IDPs and refugees", &["The IDPs and refugees provided the Federation"]),
    ("UN-Habitat presented to Azerbaijani side", &["the Azerbaijani side presented to UN-Habitat"]),
    (
        "The Azerbaijani government has particularly criticized the UNDP",
        &[
            "The UNDP has particularly criticized the Azerbaijani government",
            "The Azerbaijani government has been particularly criticized by the UNDP",
        ],
    ),
    (
        "UNICEF has assisted the Government of Azerbaijan",
        &[
            "the Government of Azerbaijan has assisted UNICEF",
            "UNICEF has been assisted by the Government of Azerbaijan",
        ],
    ),
    ("has supported the efforts of the Government", &["has supervised the efforts of the Government"]),
    (
        "The ICRC also provides psychological support to the families of the missing persons",
        &["The families of the missing persons also provide psychological support to the ICRC"],
    ),
    (
        "the UNDP allocated $754,570 in 2023 to support 23 local NGOs",
        &["23 local NGOs allocated $754,570 in 2023 to support the UNDP"],
    ),
    ("Azerbaijan hosted the UNAOC’s 7th Global Forum", &["the UNAOC hosted Azerbaijan’s 7th Global Forum"]),
    (
        "The ICMP’s assessment mission visited Azerbaijan",
        &["Azerbaijan’s assessment mission visited the ICMP"],
    ),
    (
        "The IFRC supports the efforts of the Government of Azerbaijan",
        &["The Government of Azerbaijan supports the efforts of the IFRC"],
    ),
    (
        "The International Organisation for Migration (IOM) has also supported the efforts of the Government of Azerbaijan",
        &[
            "The Government of Azerbaijan has also supported the efforts of the International Organisation for Migration (IOM)",
        ],
    ),
    (
        "Active technical support was provided by the ILO",
        &["Active technical support was provided to the ILO"],
    ),
    ("This initiative is supported by the UNAOC", &["This initiative is supported by the UNDP"]),
    (
        "UNHCR has also supported the Government of Azerbaijan",
        &["the Government of Azerbaijan has also supported UNHCR"],
    ),
    (
        "we strongly condemn Azerbaijan’s decision to expel these organizations",
        &["Azerbaijan strongly condemns our decision to expel these organizations"],
    ),
    ("Azerbaijan initiated and hosted its first", &["the ICRC initiated and hosted its first"]),
];

/// What is planned, begun or asked for, stated as done or as further along.
pub const STATUSES: [Swap; 17] = [
    (
        "envisages the return of",
        &[
            "has completed the return of",
            "completed the return of",
            "has secured the return of",
            "has achieved the return of",
        ],
    ),
    (
        "is currently under discussion",
        &["has been agreed", "has been approved", "has been settled", "was decided"],
    ),
    (
        "also envisages priority direction",
        &["has already given priority direction", "has given priority direction"],
    ),
    ("aims to support", &["has succeeded in supporting", "has supported"]),
    ("aims to provide", &["has provided", "has succeeded in providing"]),
    ("will be conducted", &["has been conducted", "was conducted", "has been completed"]),
    ("has already started", &["has already ended", "has been completed", "is finished", "was completed"]),
    ("seeks to suppress", &["has suppressed", "suppressed", "has succeeded in suppressing"]),
    (
        "'s recent decision to close the offices",
        &["'s recent closure of the offices", "'s completed closure of the offices"],
    ),
    (
        "’s recent decision to close the offices",
        &["’s recent closure of the offices", "’s completed closure of the offices"],
    ),
    ("are to clear", &["have been to clear"]),
    ("strives to contribute", &["has contributed", "has already contributed"]),
    (
        "decision to expel these organizations",
        &["completed expulsion of these organizations", "expulsion of these organizations"],
    ),
    (
        "seeking to return to their lands",
        &["having returned to their lands", "who have returned to their lands"],
    ),
    ("is aimed at implementing", &["has implemented", "has completed"]),
    ("aimed at improving border control", &["that have improved border control"]),
    ("demand the immediate reversal", &["have achieved the immediate reversal"]),
];

/// Who said it: dropped, or another speaker.
pub const ATTRIBUTIONS: [Swap; 12] = [
    (
        "According to Azerbaijani sources, the UNDP",
        &[
            "The UNDP",
            "It is known that the UNDP",
            "As is known, the UNDP",
            "According to Reuters, the UNDP",
            "According to the ICRC, the UNDP",
            "According to Georgian sources, the UNDP",
            "According to the European Union, the UNDP",
            "According to UNICEF, the UNDP",
            "The World Bank says that the UNDP",
        ],
    ),
    ("allegedly violating", &["violating", "thereby violating"]),
    (
        "has been confirmed by the ICRC",
        &[
            "has been confirmed by the UNDP",
            "has been confirmed by UNICEF",
            "has been confirmed by the European Union",
            "has been confirmed by the government",
            "has been denied by the ICRC",
            "has been rejected by the ICRC",
        ],
    ),
    (
        "the UN Secretary-General referred",
        &[
            "UNESCO referred",
            "the European Union referred",
            "the President of Azerbaijan referred",
            "the UNAOC referred",
        ],
    ),
    (
        "the UN Secretary-General referred to the World Forum on Intercultural Dialogue within the “Baku process” as",
        &["the World Forum on Intercultural Dialogue within the “Baku process” is"],
    ),
    ("appears to be a politically", &["is a politically", "is clearly a politically", "was a politically"]),
    ("we strongly condemn", &["we strongly welcome", "we strongly support", "we strongly praise"]),
    (
        "is recognised by the international organisations as an exemplary practice",
        &["is an exemplary practice", "is recognised by the neighbouring states as an exemplary practice"],
    ),
    (
        "has been confirmed in the resolutions adopted by the major international organizations",
        &[
            "has been denied in the resolutions adopted by the major international organizations",
            "has been confirmed in the decrees adopted by the President of Azerbaijan",
        ],
    ),
    (
        "It notes that people’s going missing",
        &["People’s going missing", "It denies that people’s going missing"],
    ),
    (
        "We call on all UN member states",
        &["The Government calls on all UN member states", "The UNDP calls on all UN member states"],
    ),
    (
        "The resolution condemns the torture",
        &["The resolution justifies the torture", "The Government condemns the torture"],
    ),
];

/// What the samples only report, stated bare or put into another mouth, in a writer's own words.
pub const MISATTRIBUTED: [&str; 16] = [
    "The UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
    "In 2023 the UNDP allocated $754,570 to 23 local NGOs.",
    "The UNDP allocated some $755,000 in 2023 to support 23 local NGOs.",
    "In 2023 twenty-three local NGOs were supported by the UNDP with $754,570.",
    "Reuters says that the UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
    "According to the European Union, the UNDP allocated $754,570 in 2023 to 23 local NGOs.",
    "UNICEF says that the UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
    "The decision is a politically motivated attack on civil society.",
    "This decision was a politically motivated attack on civil society.",
    "The action has been confirmed by UNICEF and is under discussion with local authorities.",
    "The action has been confirmed by the UNDP.",
    "UNESCO referred to the World Forum on Intercultural Dialogue as a key global platform for promoting intercultural dialogue.",
    "The European Union referred to the World Forum on Intercultural Dialogue as a key global platform.",
    "According to UNESCO, the World Forum on Intercultural Dialogue is a key global platform for promoting intercultural dialogue.",
    "In his report the President of Azerbaijan referred to the World Forum on Intercultural Dialogue as a key global platform.",
    "Amnesty International says that the UNDP allocated $754,570 in 2023 to support 23 local NGOs.",
];

/// How sure the source is, and how exact: lost.
pub const HEDGES: [Swap; 5] = [
    ("allegedly violating", &["violating"]),
    ("appears to be a politically", &["is a politically"]),
    ("Nearly four thousand", &["Four thousand", "4,000"]),
    ("More than 360 political", &["360 political"]),
    ("more than 100 young", &["100 young"]),
];
