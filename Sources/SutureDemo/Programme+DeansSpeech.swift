import SutureJSON

/// What the dean of the medical school said, and the objectives that he named.
extension Programme {
    static let dean = "P-0002"
    private static let policies: JSONValue = ["Healthy China", "Healthy Shanghai"]

    mutating func tellOfTheDeansSpeech() {
        tell(
            """
            Chen Guoqiang, Dean of the School of Medicine of Shanghai Jiaotong University, believes that \
            based on the freedom, the cooperation of Engineering and Medicine is expected to get a result.
            """)
        person(Programme.dean, "Chen Guoqiang", ["Dean"], at: "institution/SHSMU")
        deanStates(.expectation)
        tell(
            """
            He pointed out that the progress of medical technology partly can be attributed to the promotion \
            of science and engineering.
            """)
        deanStates(.appraisal)
        tell(
            """
            In the era of implementing the strategy of Healthy China and promoting the construction of \
            Healthy Shanghai, deepening the medical engineering interdisciplinary cooperation is not only \
            the responsibility and mission of School of Medicine but also a world where great achievements \
            can be made.
            """)
        deanStates(.motivation)
        goal(
            of: Programme.institute, "Deepen the medical engineering interdisciplinary cooperation",
            for: Programme.policies)
        tell(
            """
            The cooperation with the University of Shanghai for Science and Technology has a solid \
            foundation and should be put into action.
            """)
        deanStates(.appraisal)
        tell(
            """
            He also pointed out the key to this cooperation, that is, through the joint efforts, we can \
            first put forward scientific issues that truly meet the health needs of the people in medical \
            practice, focus on the needs of major disease prevention and control, layout a number of key \
            projects, and carry out high-level scientific research on specific problems and projects.
            """)
        deanStates(.expectation)
        recordNeedOfThePeople()
        objective("ISSUES", "Put forward scientific issues that truly meet the health needs of the people")
        objective("KEY-PROJECTS", "Lay out a number of key projects")
        objective("RESEARCH", "Carry out high-level scientific research on specific problems and projects")
        tell(
            """
            The clinical application effect of affiliated hospitals should be highlighted, and strive to \
            produce some original achievements with core technical value through solid work for several \
            years.
            """)
        deanStates(.expectation)
        objective("APPLICATION", "Highlight the clinical application effect of affiliated hospitals")
        objective("ACHIEVEMENTS", "Produce some original achievements with core technical value")
        tell(
            """
            On the other hand, we can work hard to focus on cultivating talents with the compound ability of \
            medicine and engineering, to lay a solid foundation for the construction of “Healthy China” and \
            “Healthy Shanghai”.
            """)
        deanStates(.goal)
        goal(
            of: Programme.graduateSchool,
            "Cultivate talents with the compound ability of medicine and engineering",
            for: Programme.policies)
        tell(
            """
            Chen Guoqiang, Dean of the School of Medicine of Shanghai Jiaotong University, delivered a \
            speech
            """)
        speech(
            Programme.dean,
            """
            Progress of medical technology comes from science and engineering; the cooperation is to start from issues \
            that meet the health needs of the people, and to cultivate talents
            """,
            quote: """
                The cooperation with the University of Shanghai for Science and Technology has a solid foundation and \
                should be put into action.
                """)
    }

    private mutating func deanStates(_ type: StatementType) {
        state(type, by: Programme.dean, on: Programme.dayOfTheMeeting)
    }

    private mutating func recordNeedOfThePeople() {
        record(
            "problem.raise", Programme.needOfThePeople,
            [
                "institution": "SHSMU",
                "statement":
                    "Scientific issues that truly meet the health needs of the people in medical practice",
                "need": "The prevention and control of major disease",
            ])
        record("problem.accept", Programme.needOfThePeople)
        record(
            "problem.formulate-issue", Programme.needOfThePeople,
            [
                "issue": "MAJOR-DISEASE", "statement": "How major disease is prevented and controlled",
                "disciplines": ["medicine", "engineering"],
            ])
    }

    static let needOfThePeople = "PB-MAJOR-DISEASE"

    private mutating func objective(_ id: JSONValue, _ statement: JSONValue) {
        record(
            "unit.set-objective", Programme.institute,
            ["objective": id, "type": "objective", "statement": statement])
    }
}
