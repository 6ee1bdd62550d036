import SutureJSON

extension Programme {
    static let institute = "MEIIRI"
    static let graduateSchool = "MEIGS"
    static let centre = "HEMEIC"
    static let programme = "IPME"

    mutating func recordUnits() {
        recordInstitute()
        recordGraduateSchool()
        recordProgramme()
        recordCentre()
    }

    private mutating func recordInstitute() {
        let purpose: JSONValue = """
            Solve the problems raised by doctors in clinical practice through the penetration and integration of \
            different disciplines
            """
        initiate(
            Programme.institute, "Medical Engineering Interdisciplinary Innovation Research Institute",
            "research_institute", purpose: purpose, from: .progress2019)
        inaugurate(Programme.institute)
        let goal: JSONValue = """
            Build the medical engineering interdisciplinary platform into an Innovation Field of cooperation, opening \
            and sharing
            """
        record(
            "unit.declare-goal", Programme.institute,
            ["text": goal, "policyContext": ["Healthy China", "Healthy Shanghai"]], from: .progress2019)
    }

    private mutating func recordGraduateSchool() {
        initiate(
            Programme.graduateSchool, "Medical Engineering Interdisciplinary Graduate School",
            "graduate_school",
            purpose: "Cultivate graduate students with compound knowledge who can solve practical problems",
            from: .progress2019)
        inaugurate(Programme.graduateSchool)
        record(
            "unit.add-alias", Programme.graduateSchool,
            ["alias": "Interdisciplinary Graduate School of Medicine and Engineering", "type": "variant"],
            from: .assessment2022)
    }

    /// Its students are counted in 2022, so it began at some time before.
    private mutating func recordProgramme() {
        initiate(
            Programme.programme, "Interdisciplinary program of medicine and engineering", "programme",
            from: .assessment2022)
    }

    private mutating func initiate(
        _ id: String, _ name: JSONValue, _ type: JSONValue, purpose: JSONValue? = nil, from origin: Origin
    ) {
        var fields: JSONObject = ["name": name, "type": type, "initiators": ["USST", "SHSMU"]]
        fields["purpose"] = purpose
        record("unit.initiate", id, fields, from: origin)
        for founder: JSONValue in ["USST", "SHSMU"] {
            record("unit.join", id, ["institution": founder, "role": "founder"], from: origin)
        }
    }

    private mutating func inaugurate(_ unit: String) {
        record(
            "unit.inaugurate", unit,
            ["by": [.string(Programme.presidentOfUSST), .string(Programme.deanOfTheMedicalSchool)]],
            from: .progress2019, on: "2019-09-26")
    }
}

// MARK: The centre

extension Programme {
    private static let namedApplicants: [JSONValue] = ["USST", "SHSMU", "SIMIT", "SIMIC"]
    private static let unnamedApplicantCount: JSONValue = 7

    private mutating func recordCentre() {
        record(
            "unit.initiate", Programme.centre,
            [
                "name": "High-end Medical Equipment Innovation Center", "type": "innovation_centre",
                "purpose": "Medical device key common technology research and development",
                "initiators": .array(Programme.namedApplicants),
            ],
            from: .assessment2022, on: "2020")
        record(
            "unit.add-alias", Programme.centre,
            ["alias": "Shanghai High-end Medical Equipment Innovation Centre", "type": "variant"],
            from: .assessment2022)
        record(
            "unit.apply", Programme.centre,
            [
                "applicants": .array(Programme.namedApplicants),
                "unnamedApplicants": Programme.unnamedApplicantCount,
            ],
            from: .assessment2022, on: "2020")
        record(
            "unit.record-support", Programme.centre,
            [
                "supporter": "institution/SHEITC", "type": "guidance",
                "text": "Strong support and guidance of the application",
            ],
            from: .assessment2022, on: "2020")
        recordMembersOfTheCentre()
        // It was "later approved", and that is all that is known of the day.
        record("unit.approve", Programme.centre, from: .assessment2022, on: "unknown")
        recordWorkOfTheCentre()
    }

    private mutating func recordMembersOfTheCentre() {
        for member in Programme.namedApplicants {
            record(
                "unit.join", Programme.centre,
                ["institution": member, "role": member == "USST" ? "lead" : "member"],
                from: .assessment2022, on: "2020")
        }
        record(
            "unit.record-unnamed-members", Programme.centre,
            [
                "count": Programme.unnamedApplicantCount,
                "description": "Seven other universities, research institutions and leading enterprises",
            ],
            from: .assessment2022, on: "2020")
    }

    private mutating func recordWorkOfTheCentre() {
        record(
            "unit.record-support", Programme.centre,
            [
                "supporter": .string("unit/\(Programme.graduateSchool)"), "type": "support",
                "text": "High-end interdisciplinary personnel training",
            ],
            from: .assessment2022)
        record(
            "unit.report-status", Programme.centre,
            ["text": "The medical equipment innovation system built by the Center has been running well"],
            from: .assessment2022, on: "2022-11-07")
    }
}
