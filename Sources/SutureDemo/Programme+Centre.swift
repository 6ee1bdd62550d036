import SutureJSON

/// The High-end Medical Equipment Innovation Center: who applied for it, and that it was approved.
extension Programme {
    package static let centre = "HEMEIC"
    private static let namedApplicants: [JSONValue] = ["USST", "SHSMU", "SIMIT", "SIMIC"]
    private static let unnamedApplicantCount: JSONValue = 7

    mutating func tellOfTheCentre() {
        tell(
            """
            In 2020, with the strong support and guidance of SHEITC, USST, together with Shanghai Jiao Tong \
            University School of Medicine, Shanghai Institute of Microsystem and Information Technology(the \
            Chinese Academy of Sciences), SIMIC Holdings Co., Ltd. (SIMIC Holdings) and seven other \
            universities, research institutions and leading enterprises with great strength in the field of \
            biomedicine, jointly applied for the establishment of the High-end Medical Equipment Innovation \
            Center (hereinafter referred to as “the Center”), the only Shanghai city’s innovation platform \
            for the purpose of medical device key common technology research and development, which was \
            later approved.
            """)
        recordPartners()
        record(
            "unit.initiate", Programme.centre,
            [
                "name": "High-end Medical Equipment Innovation Center", "type": "innovation_centre",
                "purpose": "Medical device key common technology research and development",
                "initiators": .array(Programme.namedApplicants),
            ],
            on: "2020")
        record("unit.add-alias", Programme.centre, ["alias": "the Center", "type": "short"])
        for (type, text) in [("support", "Strong support"), ("guidance", "Strong guidance")] {
            record(
                "unit.record-support", Programme.centre,
                [
                    "supporter": "institution/SHEITC", "type": .string(type),
                    "text": .string("\(text) of the application"),
                ],
                on: "2020")
        }
        record(
            "unit.apply", Programme.centre,
            [
                "applicants": .array(Programme.namedApplicants),
                "unnamedApplicants": Programme.unnamedApplicantCount,
            ],
            on: "2020")
        recordMembers()
        // It was "later approved", and that is all that is known of the day and of who approved it.
        record(
            "unit.approve", Programme.centre,
            [
                "designation":
                    "The only Shanghai city's innovation platform for medical device key common technology"
            ],
            on: "unknown")
    }

    private mutating func recordPartners() {
        alias("SJTU", "Shanghai Jiao Tong University", "variant")
        alias("SHSMU", "Shanghai Jiao Tong University School of Medicine", "variant")
        institution("CAS", "Chinese Academy of Sciences", "academy")
        institution(
            "SIMIT", "Shanghai Institute of Microsystem and Information Technology", "research_institute",
            city: "Shanghai")
        record("institution.affiliate", "SIMIT", ["to": "CAS", "relation": "parent"])
        record("institution.register", "SIMIC", ["name": "SIMIC Holdings Co., Ltd.", "type": "enterprise"])
        alias("SIMIC", "SIMIC Holdings", "short")
        institution(
            "SHEITC", "Shanghai Economy and Informatization Commission", "government_body", city: "Shanghai")
        alias("SHEITC", "SHEITC", "acronym")
    }

    private mutating func recordMembers() {
        for member in Programme.namedApplicants {
            record(
                "unit.join", Programme.centre,
                ["institution": member, "role": member == "USST" ? "lead" : "member"], on: "2020")
        }
        record(
            "unit.record-unnamed-members", Programme.centre,
            [
                "count": Programme.unnamedApplicantCount,
                "description": "Seven other universities, research institutions and leading enterprises",
            ],
            on: "2020")
        claim(
            "members", "seven other universities, research institutions and leading enterprises",
            "members", of: [("unit", Programme.centre)], .exactly, "11")
    }
}
