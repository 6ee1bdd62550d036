import SutureJSON

/// Where every sentence of the document of 2019 went.
enum StoryIndex2019 {
    static let entries =
        opening + presidentsSpeech + deansSpeech + agreement + opticalTeam + jointSchool + end

    private static let source: JSONValue = "USST-2019-11-06"
    private static let president: JSONValue = "P-0001"
    private static let dean: JSONValue = "P-0002"

    private static let opening: [IndexEntry] = [
        .notOfTheProgramme(
            """
            Home · Banner · Content
            """, because: "navigation; the document's section is kept with it"),
        .sentence(
            "Progress in Medical Engineering Interdisciplinary Collaboration between USST and SHSMU",
            .record(
                "source/USST-2019-11-06",
                [
                    "title":
                        """
                    Progress in Medical Engineering Interdisciplinary Collaboration between USST and \
                    SHSMU
                    """,
                    "type": "news", "section": "Banner",
                    "publisher": "University of Shanghai for Science and Technology",
                ])),
        .sentence(
            "November 6, 2019",
            .record("source/USST-2019-11-06", ["publishedOn": "2019-11-06", "counts": ["contributors": 0]])),
        .sentence(
            """
            University of Shanghai for Science and Technology and School of Medicine of Shanghai Jiaotong \
            University jointly initiated the establishment of Medical Engineering Interdisciplinary \
            Innovation Research Institute and Medical Engineering Interdisciplinary Graduate School, in \
            order to solve the problems raised by doctors in clinical practice through the penetration and \
            integration of different disciplines, such as medicine, engineering, science, and so on.
            """,
            .record(
                "institution/USST",
                [
                    "name": "University of Shanghai for Science and Technology", "type": "university",
                    "aliases": [["alias": "USST", "type": "acronym"]],
                ]),
            .record(
                "institution/SHSMU",
                [
                    "name": "School of Medicine of Shanghai Jiaotong University", "type": "medical_school",
                    "affiliations": [["affiliatedTo": "SJTU", "relation": "school_of"]],
                ]),
            .record(
                "unit/MEIIRI",
                [
                    "name": "Medical Engineering Interdisciplinary Innovation Research Institute",
                    "type": "research_institute", "initiators": ["USST", "SHSMU"], "basis": "CFA-2019",
                    "purpose": """
                    Solve the problems raised by doctors in clinical practice through the penetration and integration \
                    of different disciplines, such as medicine, engineering, science
                    """,
                    "members": [
                        ["institution": "USST", "role": "founder"],
                        ["institution": "SHSMU", "role": "founder"],
                    ],
                    "counts": ["members": 2],
                ]),
            .record(
                "unit/MEIGS",
                [
                    "name": "Medical Engineering Interdisciplinary Graduate School",
                    "type": "graduate_school",
                    "initiators": ["USST", "SHSMU"], "counts": ["members": 2],
                ]),
            // Raised by doctors whom nobody names.
            .record(
                "problem/PB-DOCTORS",
                [
                    "statement": "The problems raised by doctors in clinical practice", "raisedBy": nil,
                    "institution": "SHSMU", "status": "accepted",
                ])),
        .statement(
            "goal", in: source,
            """
            In this process, we will vigorously cultivate graduate students who have compound knowledge and \
            the ability to solve the practical problems of medical technology.
            """,
            .rows(
                of: "unit-goal", where: ["unit": "MEIGS"],
                [
                    "text": """
                    Cultivate graduate students who have compound knowledge and can solve practical problems of \
                    technology
                    """
                ])),
        .sentence(
            """
            The start-up meeting has been held at 9:00 am on September 26th in the VIP room on the second \
            floor of the Grand Hall of USST.
            """,
            .record(
                "activity/START-UP-2019",
                [
                    "types": ["start_up_meeting", "signing", "inauguration"], "status": "held",
                    "heldOn": "2019-09-26", "heldAt": "09:00",
                    "venue": "VIP room on the second floor of the Grand Hall of USST",
                    "organisers": [["organiser": "SHSMU"], ["organiser": "USST"]],
                ]),
            .figure(
                "activities.held", of: ["type": "start_up_meeting"], asOf: "2019-11-06", is: 1),
            .figure("activities.held", asOf: "2019-09-25", is: 0),
            .claim(
                "start-up-meeting", in: source, says: "The start-up meeting has been held", "supported",
                computed: 1)),
    ]

    private static let presidentsSpeech: [IndexEntry] = [
        .statement(
            "appraisal", by: president, in: source,
            """
            Ding Xiaodong, President of USST, said that how to build a first-class science and technology \
            university with outstanding characteristics is inseparable from multi-party cooperation and \
            multi-disciplinary integration, especially in the process of building high-level colleges and \
            universities.
            """,
            .record(
                "person/P-0001",
                [
                    "name": "Ding Xiaodong",
                    "positions": [["at": "institution/USST", "title": "President", "endedOn": nil]],
                ])),
        .statement(
            "appraisal", by: president, in: source,
            "He compared the cooperation between the two sides to the marriage of men and women."),
        .statement(
            "motivation", by: president, in: source,
            """
            He also pointed out that at present, most of the medical science and technology products rely on \
            imports, and a very small operation costs a large sum of money.
            """),
        .statement(
            "appraisal", by: president, in: source,
            "As pinhead like suture needles, there is also big scientific research potential."),
        .statement(
            "appraisal", by: president, in: source,
            "Small products are related to people’s livelihood and health, as well as large industries."),
        .statement(
            "expectation", by: president, in: source,
            """
            The University of Shanghai for Science and Technology should focus on clinical practice, \
            directly aim scientific and technological innovation at the actual needs of people’s health, \
            through the integration and cooperation of Medicine, Engineering, Science and other disciplines, \
            to cultivate interdisciplinary graduate students with the ability to solve medical and \
            technological problems.
            """),
        .statement(
            "goal", by: president, in: source,
            """
            The University of Shanghai for Science and Technology will hold forums, salons and other \
            communication activities, build the medical engineering interdisciplinary platform into an \
            Innovation Field of cooperation, opening and sharing, constantly innovate its organization form \
            and mechanism, and strive to create a model of medical industry cross in colleges and \
            universities across the country.
            """,
            .record(
                "activity/FORUMS",
                [
                    "types": ["forum"], "status": "planned", "scheduledFor": "unknown", "heldOn": nil,
                    "organisers": [["organiser": "USST"]],
                ]),
            .record("activity/SALONS", ["types": ["salon"], "status": "planned", "scheduledFor": "unknown"]),
            .record("activity/COMMUNICATION", ["types": ["other"], "status": "planned"]),
            .record(
                "unit/MEIP",
                [
                    "name": "Medical engineering interdisciplinary platform", "type": "platform",
                    "goals": [
                        ["text": "Become an Innovation Field of cooperation, opening and sharing"],
                        ["text": "Constantly innovate its organization form and mechanism"],
                        [
                            "text": """
                            Become a model of medical industry cross in colleges and universities across the country
                            """
                        ],
                    ],
                ])),
        .sentence(
            "President of USST Ding Xiaodong delivered a speech",
            .rows(
                of: "activity-speech", where: ["activity": "START-UP-2019", "person": president],
                [
                    "givenOn": "2019-09-26",
                    "quote":
                        """
                    As pinhead like suture needles, there is also big scientific research potential.
                    """,
                ])),
    ]

    private static let deansSpeech: [IndexEntry] = [
        .statement(
            "expectation", by: dean, in: source,
            """
            Chen Guoqiang, Dean of the School of Medicine of Shanghai Jiaotong University, believes that \
            based on the freedom, the cooperation of Engineering and Medicine is expected to get a result.
            """,
            .record(
                "person/P-0002",
                [
                    "name": "Chen Guoqiang",
                    "positions": [["at": "institution/SHSMU", "title": "Dean", "endedOn": nil]],
                ])),
        .statement(
            "appraisal", by: dean, in: source,
            """
            He pointed out that the progress of medical technology partly can be attributed to the promotion \
            of science and engineering.
            """),
        .statement(
            "motivation", by: dean, in: source,
            """
            In the era of implementing the strategy of Healthy China and promoting the construction of \
            Healthy Shanghai, deepening the medical engineering interdisciplinary cooperation is not only \
            the responsibility and mission of School of Medicine but also a world where great achievements \
            can be made.
            """,
            .rows(
                of: "unit-goal", where: ["unit": "MEIIRI"],
                [
                    "text": "Deepen the medical engineering interdisciplinary cooperation",
                    "policyContext": ["Healthy China", "Healthy Shanghai"],
                ])),
        .statement(
            "appraisal", by: dean, in: source,
            """
            The cooperation with the University of Shanghai for Science and Technology has a solid \
            foundation and should be put into action.
            """),
        .statement(
            "expectation", by: dean, in: source,
            """
            He also pointed out the key to this cooperation, that is, through the joint efforts, we can \
            first put forward scientific issues that truly meet the health needs of the people in medical \
            practice, focus on the needs of major disease prevention and control, layout a number of key \
            projects, and carry out high-level scientific research on specific problems and projects.
            """,
            .record(
                "problem/PB-MAJOR-DISEASE",
                [
                    "statement": """
                    Scientific issues that truly meet the health needs of the people in medical practice
                    """,
                    "need": "The prevention and control of major disease",
                    "issues": [["issue": "MAJOR-DISEASE", "disciplines": ["medicine", "engineering"]]],
                ]),
            .record(
                "unit/MEIIRI",
                [
                    "objectives": [
                        [
                            "objective": "ISSUES",
                            "statement":
                                "Put forward scientific issues that truly meet the health needs of the people",
                        ],
                        ["objective": "KEY-PROJECTS", "statement": "Lay out a number of key projects"],
                        [
                            "objective": "RESEARCH",
                            "statement": """
                            Carry out high-level scientific research on specific problems and projects
                            """,
                        ],
                    ]
                ])),
        .statement(
            "expectation", by: dean, in: source,
            """
            The clinical application effect of affiliated hospitals should be highlighted, and strive to \
            produce some original achievements with core technical value through solid work for several \
            years.
            """,
            .record(
                "unit/MEIIRI",
                [
                    "objectives": [
                        [
                            "objective": "ACHIEVEMENTS", "completedOn": nil,
                            "statement": "Produce some original achievements with core technical value",
                        ],
                        [
                            "objective": "APPLICATION", "completedOn": nil,
                            "statement": "Highlight the clinical application effect of affiliated hospitals",
                        ],
                    ]
                ])),
        .statement(
            "goal", by: dean, in: source,
            """
            On the other hand, we can work hard to focus on cultivating talents with the compound ability of \
            medicine and engineering, to lay a solid foundation for the construction of “Healthy China” and \
            “Healthy Shanghai”.
            """,
            .rows(
                of: "unit-goal", where: ["unit": "MEIGS"],
                [
                    "text": "Cultivate talents with the compound ability of medicine and engineering",
                    "policyContext": ["Healthy China", "Healthy Shanghai"],
                ])),
        .sentence(
            """
            Chen Guoqiang, Dean of the School of Medicine of Shanghai Jiaotong University, delivered a \
            speech
            """,
            .rows(
                of: "activity-speech", where: ["activity": "START-UP-2019", "person": dean],
                [
                    "givenOn": "2019-09-26",
                    "quote":
                        """
                    The cooperation with the University of Shanghai for Science and Technology has a \
                    solid foundation and should be put into action.
                    """,
                ])),
    ]

    private static let agreement: [IndexEntry] = [
        .sentence(
            """
            Liu Ping, Vice President of the University of Shanghai for Science and Technology, Wu Tao, \
            Deputy Secretary of CPC and Vice President of School of Medicine of Shanghai Jiaotong \
            University, signed the Cooperation Framework Agreement on the Joint Construction of Medical \
            Engineering Interdisciplinary Innovation Research Institute on behalf of the two universities.
            """,
            .record(
                "person/P-0003",
                ["name": "Liu Ping", "positions": [["at": "institution/USST", "title": "Vice President"]]]),
            // Two positions at once.
            .record(
                "person/P-0004",
                [
                    "name": "Wu Tao", "counts": ["positions": 2],
                    "positions": [
                        ["at": "institution/SHSMU", "title": "Deputy Secretary of CPC", "endedOn": nil],
                        ["at": "institution/SHSMU", "title": "Vice President", "endedOn": nil],
                    ],
                ]),
            .record(
                "agreement/CFA-2019",
                [
                    "title": """
                    Cooperation Framework Agreement on the Joint Construction of Medical Engineering Interdisciplinary \
                    Innovation Research Institute
                    """,
                    "type": "framework", "status": "in_force",
                ]),
            .rows(
                of: "agreement-party", where: ["agreement": "CFA-2019", "party": "USST"],
                [
                    "signatory": "P-0003", "capacity": ["Vice President"], "activity": "START-UP-2019",
                    "signedOn": "2019-09-26",
                ]),
            .rows(
                of: "agreement-party", where: ["agreement": "CFA-2019", "party": "SHSMU"],
                [
                    "signatory": "P-0004", "capacity": ["Deputy Secretary of CPC", "Vice President"],
                    "activity": "START-UP-2019", "signedOn": "2019-09-26",
                ]),
            .figure("agreements.signed", asOf: "2019-11-06", is: 1),
            .claim(
                "agreement", in: source, says: "signed the Cooperation Framework Agreement", "supported",
                computed: 1)),
        .sentence(
            """
            Ding Xiaodong and Chen Guoqiang jointly inaugurate the Medical Engineering Interdisciplinary \
            Innovation Research Institute and the Medical Engineering Interdisciplinary Graduate School.
            """,
            .record(
                "unit/MEIIRI",
                [
                    "inauguratedOn": "2019-09-26",
                    "inaugurations": [["by": ["P-0001", "P-0002"], "activity": "START-UP-2019"]],
                ]),
            .record(
                "unit/MEIGS",
                [
                    "inauguratedOn": "2019-09-26",
                    "inaugurations": [["by": ["P-0001", "P-0002"], "activity": "START-UP-2019"]],
                ]),
            .figure("units.inaugurated", asOf: "2019-11-06", is: 2),
            .claim(
                "inauguration", in: source, says: "jointly inaugurate", "supported", computed: 2)),
    ]

    private static let opticalTeam: [IndexEntry] = [
        .statement(
            "appraisal", by: "P-0005", in: source,
            """
            According to Zhuang Songlin, academician of the School of Optical-Electrical and Computer \
            Engineering of USST, the optical research team of USST has always been in close cooperation with \
            the medical field, and has made a lot of achievements in the interdisciplinary field of Medicine \
            and Engineering, and has applied them into clinical practice.
            """,
            .record(
                "person/P-0005",
                [
                    "name": "Zhuang Songlin", "honours": [["title": "academician"]],
                    "qualifications": [["institution": "USST-OECE", "discipline": "optics"]],
                ]),
            .record(
                "institution/USST-OECE",
                [
                    "name": "School of Optical-Electrical and Computer Engineering",
                    "affiliations": [["affiliatedTo": "USST", "relation": "school_of"]],
                ]),
            .record(
                "unit/OPTICS",
                [
                    "name": "Optical research team of USST", "type": "team",
                    "statusReports": [
                        ["text": "Has always been in close cooperation with the medical field"]
                    ],
                ]),
            // Applied in a hospital that nobody names.
            .record(
                "achievement/OPTICS-ACHIEVEMENTS",
                [
                    "title": "Achievements in the interdisciplinary field of Medicine and Engineering",
                    "units": [["unit": "OPTICS"]],
                    "clinicalApplications": [["hospital": nil, "effect": "Applied into clinical practice"]],
                ]),
            .claim(
                "optical-achievements", in: source,
                says:
                    "has made a lot of achievements in the interdisciplinary field of Medicine and Engineering",
                "not_checkable", computed: 7),
            .claim(
                "optical-applications", in: source, says: "has applied them into clinical practice",
                "not_checkable", computed: 5)),
        .statement(
            "expectation", in: source,
            """
            It is hoped that the Science discipline can better serve the development of Medical Science, and \
            also lead to its breakthrough and development.
            """),
        .statement(
            "expectation", in: source,
            """
            We are looking forward to seeing some achievements will be made to meet the needs of the country \
            and the happiness of the people.
            """),
    ]

    private static let jointSchool: [IndexEntry] = [
        .statement(
            "appraisal", in: source,
            """
            While carrying out the Medical Engineering Interdisciplinary Research Projects, the cooperation \
            between the two universities also has a greater innovation exploration, that is, the joint \
            establishment of “Medical Engineering Interdisciplinary Graduate School”.
            """,
            .rows(
                of: "unit-status", where: ["unit": "MEIIRI"],
                ["text": "Carries out the Medical Engineering Interdisciplinary Research Projects"])),
        .sentence(
            """
            The two schools work together to cultivate comprehensive high-level talents for the industry \
            with different academic backgrounds and university cultures.
            """,
            .record(
                "unit/MEIGS",
                [
                    "form": "Joint graduate school of two universities",
                    "mechanism":
                        "The two schools work together, with different academic backgrounds and cultures",
                    "goals": [["text": "Cultivate comprehensive high-level talents for the industry"]],
                ])),
        .sentence(
            """
            It is reported that at present, more than 200 graduate students from USST have entered into 40 \
            projects, and 15 doctors who committed to Medical Engineering Interdisciplinary Study and 38 \
            joint training instructors have been selected from the doctors participating in the project.
            """,
            .claim(
                "graduate-students", in: source,
                says: "more than 200 graduate students from USST have entered into 40 projects", "supported",
                computed: 214),
            .claim(
                "projects", in: source,
                says: "more than 200 graduate students from USST have entered into 40 projects", "supported",
                computed: 40),
            .claim(
                "doctors", in: source,
                says: "15 doctors who committed to Medical Engineering Interdisciplinary Study", "supported",
                computed: 15),
            .claim(
                "instructors", in: source,
                says: """
                    38 joint training instructors have been selected from the doctors participating in the project
                    """,
                "supported", computed: 38),
            // Selected from the doctors of a project.
            .record("instructor/I-007", ["person": "P-0107", "project": "PR-007", "school": "MEIGS"]),
            .rows(
                of: "project-member", where: ["project": "PR-007", "person": "P-0107"],
                ["role": "clinician"]),
            // Those have entered; most of them are still in, three years later some are not.
            .figure(
                "students.graduate.entered-projects", of: ["home": "USST"], asOf: "2019-11-06", is: 214),
            .figure("students.graduate.in-projects", of: ["home": "USST"], asOf: "2019-11-06", is: 214)),
        .statement(
            "expectation", in: source,
            """
            Finally, a solution plan will be worked out under the common efforts of engineering teachers and \
            medical teachers as well as the graduate students.
            """,
            .rows(
                of: "project-milestone", where: ["project": "PR-001"], asOf: "2019-11-06",
                ["title": "Solution plan", "due": "unknown", "reachedOn": nil]),
            .record(
                "project/PR-001",
                [
                    "plans": [["version": "1.0", "problems": ["PB-001"]]],
                    "planContributors": [
                        ["person": "P-0201", "role": "engineering_teacher"],
                        ["person": "P-0301", "role": "medical_teacher"],
                        ["person": "P-1001", "role": "graduate_student"],
                    ],
                    "milestones": [
                        ["title": "Solution plan", "reachedOn": "2019-11-07..2022-11-07"]
                    ],
                ])),
    ]

    private static let end: [IndexEntry] = [
        .notOfTheProgramme("Related articles", because: "navigation"),
        .notOfTheProgramme("Stay Connected", because: "navigation"),
    ]
}
