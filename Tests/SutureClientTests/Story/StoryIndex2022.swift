import SutureJSON

/// Where every sentence of the document of 2022 went.
enum StoryIndex2022 {
    static let entries = opening + assessment + centre + training + end

    private static let source: JSONValue = "USST-2022-11-07"

    private static let opening: [IndexEntry] = [
        .notOfTheProgramme(
            """
            Home · Research · Content
            """, because: "navigation; the document's section is kept with it"),
        .sentence(
            """
            USST-led High-end Medical Equipment Innovation Center Ranks No.1 in Shanghai’s Special \
            Assessment
            """,
            .record(
                "source/USST-2022-11-07",
                [
                    "title":
                        """
                    USST-led High-end Medical Equipment Innovation Center Ranks No.1 in Shanghai’s \
                    Special Assessment
                    """,
                    "type": "news", "section": "Research",
                ])),
        .sentence(
            "November 7, 2022 | By Ru MenghuI | Copyedited by William, Zhang Liu",
            .record(
                "source/USST-2022-11-07",
                [
                    "publishedOn": "2022-11-07",
                    "contributors": [
                        ["personName": "Ru Menghui", "role": "author"],
                        ["personName": "William", "role": "copy_editor"],
                        ["personName": "Zhang Liu", "role": "copy_editor"],
                    ],
                ]),
            // As it is printed.
            .search("Ru MenghuI", finds: "person/P-0011")),
    ]

    private static let assessment: [IndexEntry] = [
        .sentence(
            """
            Recently, Shanghai Economy and Informatization Commission (SHEITC) has released the assessment \
            results of Shanghai Manufacturing Innovation Center, and the USST-led High-end Medical Equipment \
            Innovation Center is rated “Excellent”, ranking first in the assessment of Shanghai \
            Manufacturing Innovation Center in 2021.
            """,
            .record(
                "institution/SHEITC",
                [
                    "name": "Shanghai Economy and Informatization Commission", "type": "government_body",
                    "aliases": [["alias": "SHEITC", "type": "acronym"]],
                ]),
            .rows(
                of: "unit-member", where: ["unit": "HEMEIC", "role": "lead"], ["institution": "USST"]),
            // An assessment of 2021 that was released in 2022.
            .record(
                "assessment/SHMIC-2021",
                [
                    "year": 2021, "ratingScale": ["Excellent"], "status": "released", "releasedBy": "SHEITC",
                    "releasedOn": "2022..2022-11-07",
                    "units": [["unit": "HEMEIC", "rating": "Excellent", "rank": 1]],
                ]),
            .claim(
                "rating", in: source, says: "is rated “Excellent”", "supported", computed: "Excellent"),
            .claim(
                "rank", in: source,
                says: "ranking first in the assessment of Shanghai Manufacturing Innovation Center in 2021",
                "supported", computed: 1)),
        .sentence(
            """
            The assessment was organized by the SHEITC to assess the construction and operation of each \
            participating innovation center since its approval, including the completion of the construction \
            objectives and construction contents, technology spillover mode, public service level, \
            sustainable development and the promotion of industry development.
            """,
            .record(
                "assessment/SHMIC-2021",
                [
                    "title": "Assessment of Shanghai Manufacturing Innovation Center", "organiser": "SHEITC",
                    "scope":
                        "Construction and operation of each participating innovation center since its approval",
                    "criteria": [
                        ["criterion": "contents", "evidence": "contents"],
                        ["criterion": "objectives", "evidence": "objectives"],
                        ["criterion": "promotion", "evidence": "industry_promotion"],
                        ["criterion": "service", "evidence": "public_service"],
                        ["criterion": "spillover", "evidence": "technology_spillover"],
                        ["criterion": "sustainability", "evidence": "sustainability"],
                    ],
                    "counts": ["criteria": 6, "units": 1],
                ])),
        .sentence(
            """
            When undergoing the review and on-site assessment of the materials, the Shanghai High-end \
            Medical Equipment Innovation Centre was unanimously recognized and highly recommended by the \
            assessment experts for its achievements in such aspects as pivotal positioning, collaborative \
            innovation and market-oriented operation.
            """,
            .search("Shanghai High-end Medical Equipment Innovation Centre", finds: "unit/HEMEIC"),
            .record(
                "assessment/SHMIC-2021",
                [
                    "materials": [["unit": "HEMEIC"]],
                    // Nobody is named among the experts.
                    "reviews": [
                        ["unit": "HEMEIC", "type": "materials", "experts": []],
                        ["unit": "HEMEIC", "type": "on_site", "experts": []],
                    ],
                    "opinions": [
                        [
                            "unit": "HEMEIC", "unanimous": true, "recommendation": "highly_recommended",
                            "aspects": [
                                "pivotal positioning", "collaborative innovation",
                                "market-oriented operation",
                            ],
                        ]
                    ],
                ])),
    ]

    private static let centre: [IndexEntry] = [
        .sentence(
            """
            In 2020, with the strong support and guidance of SHEITC, USST, together with Shanghai Jiao Tong \
            University School of Medicine, Shanghai Institute of Microsystem and Information Technology(the \
            Chinese Academy of Sciences), SIMIC Holdings Co., Ltd. (SIMIC Holdings) and seven other \
            universities, research institutions and leading enterprises with great strength in the field of \
            biomedicine, jointly applied for the establishment of the High-end Medical Equipment Innovation \
            Center (hereinafter referred to as “the Center”), the only Shanghai city’s innovation platform \
            for the purpose of medical device key common technology research and development, which was \
            later approved.
            """,
            .record(
                "unit/HEMEIC",
                [
                    "name": "High-end Medical Equipment Innovation Center", "type": "innovation_centre",
                    "purpose": "Medical device key common technology research and development",
                    "initiators": ["USST", "SHSMU", "SIMIT", "SIMIC"], "namedMembers": 4,
                    "unnamedMembers": 7, "establishment": "approved", "approvedOn": "unknown",
                    "aliases": [["alias": "the Center", "type": "short"]],
                    "support": [
                        ["supporter": "institution/SHEITC", "type": "support", "occurredOn": "2020"],
                        ["supporter": "institution/SHEITC", "type": "guidance", "occurredOn": "2020"],
                    ],
                    "establishmentSteps": [
                        [
                            "step": "applied", "authority": nil, "unnamedApplicants": 7, "occurredOn": "2020",
                            "applicants": ["USST", "SHSMU", "SIMIT", "SIMIC"],
                        ],
                        ["step": "approved", "authority": nil],
                    ],
                ]),
            .search("Shanghai Jiao Tong University School of Medicine", finds: "institution/SHSMU"),
            .record(
                "institution/SIMIT",
                [
                    "affiliations": [
                        ["affiliatedTo": "CAS", "affiliatedToName": "Chinese Academy of Sciences"]
                    ]
                ]
            ),
            .record(
                "institution/SIMIC",
                [
                    "name": "SIMIC Holdings Co., Ltd.",
                    "aliases": [["alias": "SIMIC Holdings", "type": "short"]],
                ]),
            .figure("members", of: ["unit": "HEMEIC"], asOf: "2022-11-07", is: 11),
            .claim(
                "members", in: source,
                says: "seven other universities, research institutions and leading enterprises",
                "supported", computed: 11)),
        .sentence(
            """
            So far the medical equipment innovation system built by the Center has been running well; more \
            than 200 cooperative research projects have been carried out, and quite a number of key \
            medicine-engineering interdisciplinary projects have been screened out.
            """,
            .rows(
                of: "unit-status", where: ["unit": "HEMEIC"],
                [
                    "text": """
                    The medical equipment innovation system built by the Center has been running well
                    """
                ]),
            .claim(
                "cooperative-projects", in: source,
                says: "more than 200 cooperative research projects have been carried out", "supported",
                computed: 206),
            // Screened out: selected, that is, and nobody says how many.
            .record("screening/KEY-PROJECTS", ["unit": "HEMEIC", "status": "open"]),
            .rows(
                of: "screening-project", where: ["screening": "KEY-PROJECTS", "project": "PR-041"],
                ["decision": "key", "rationale": "Key medicine-engineering interdisciplinary project"]),
            .history(of: "project/PR-041", "project.created", "project.started", "project.screened"),
            .claim(
                "key-projects", in: source,
                says: """
                    quite a number of key medicine-engineering interdisciplinary projects have been screened out
                    """,
                "not_checkable", computed: 12)),
        .sentence(
            """
            Complete sets of equipment such as surgical suture needles, ultrasonic knives and high-frequency \
            electric knives have been widely acclaimed in clinical trials.
            """,
            .record(
                "device/D-SET",
                ["name": "Complete set of equipment", "members": ["D-NEEDLE", "D-ULTRASONIC", "D-ELECTRIC"]]),
            .record("device/D-NEEDLE", ["name": "Surgical suture needle", "type": "suture_needle"]),
            .record("device/D-ULTRASONIC", ["name": "Ultrasonic knife", "type": "ultrasonic_knife"]),
            .record(
                "device/D-ELECTRIC",
                ["name": "High-frequency electric knife", "type": "high_frequency_electric_knife"]),
            // Neither a sponsor nor an ethics opinion is named.
            .record(
                "trial/T-SET",
                [
                    "status": "running", "sponsor": nil, "counts": ["ethicsOpinions": 0],
                    "devices": [["device": "D-SET"]],
                    "feedback": [["device": "D-SET", "sentiment": "acclaimed"]],
                ]),
            .claim(
                "trials-needles", in: source, says: "surgical suture needles", "supported", computed: 1),
            .claim(
                "trials-ultrasonic-knives", in: source, says: "ultrasonic knives", "supported", computed: 1
            ),
            .claim(
                "trials-electric-knives", in: source, says: "high-frequency electric knives", "supported",
                computed: 1),
            .claim(
                "acclaim-needles", in: source,
                says: "have been widely acclaimed in clinical trials", "not_checkable", computed: 2),
            .claim(
                "acclaim-ultrasonic-knives", in: source,
                says: "have been widely acclaimed in clinical trials", "not_checkable", computed: 2),
            .claim(
                "acclaim-electric-knives", in: source,
                says: "have been widely acclaimed in clinical trials", "not_checkable", computed: 2)),
    ]

    private static let training: [IndexEntry] = [
        .statement(
            "goal", in: source,
            """
            In terms of personnel training, with the support of the Interdisciplinary Graduate School of \
            Medicine and Engineering to carry out high-end inter-disciplinary personnel training, explore \
            the construction of personnel training system, strengthen the joint training funding plan and \
            its process management, safeguarding the promotion of the excellent interdisciplinary \
            medicine-engineering personnel training system.
            """,
            .search(
                "Interdisciplinary Graduate School of Medicine and Engineering", finds: "unit/MEIGS"),
            .rows(
                of: "unit-support", where: ["unit": "HEMEIC", "supporter": "unit/MEIGS"],
                ["type": "support", "text": "Carries out high-end inter-disciplinary personnel training"]),
            .record(
                "unit/HEMEIC",
                [
                    "objectives": [
                        [
                            "objective": "TRAINING-SYSTEM", "type": "content",
                            "statement": "Explore the construction of the personnel training system",
                        ]
                    ],
                    "objectiveProgress": [
                        [
                            "objective": "TRAINING-SYSTEM",
                            "text":
                                "The joint training funding plan and its process management are strengthened",
                        ]
                    ],
                ]),
            // A plan and its process management; sums and days are nobody's but the demo's.
            .record(
                "fund/JOINT-TRAINING",
                [
                    "title": "Joint training funding plan", "unit": "MEIGS",
                    "checkpoints": [
                        ["checkpoint": "FINAL", "type": "final", "due": "unknown"],
                        ["checkpoint": "MIDTERM", "type": "midterm", "due": "unknown"],
                        ["checkpoint": "OPENING", "type": "opening"],
                    ],
                ])),
        .sentence(
            """
            Currently, more than 800 graduate and undergraduate students have participated in the \
            interdisciplinary program of medicine and engineering.
            """,
            .record(
                "unit/IPME",
                [
                    "name": "Interdisciplinary program of medicine and engineering", "type": "programme",
                ]),
            .claim(
                "students", in: source,
                says: """
                    more than 800 graduate and undergraduate students have participated in the interdisciplinary \
                    program of medicine and engineering
                    """,
                "supported", computed: 812),
            .figure("students.participated", of: ["programme": "IPME"], asOf: "2022-11-07", is: 812)),
    ]

    private static let end: [IndexEntry] = [
        .notOfTheProgramme("Related articles", because: "navigation"),
        .notOfTheProgramme("Stay Connected", because: "navigation"),
    ]
}
