import SutureJSON

/// Who signed the agreement, who inaugurated the two units, and what the optical team had done before.
extension Programme {
    static let vicePresident = "P-0003"
    static let deputySecretary = "P-0004"
    static let academician = "P-0005"
    static let opticalTeam = "OPTICS"

    mutating func tellOfTheAgreement() {
        tell(
            """
            Liu Ping, Vice President of the University of Shanghai for Science and Technology, Wu Tao, \
            Deputy Secretary of CPC and Vice President of School of Medicine of Shanghai Jiaotong \
            University, signed the Cooperation Framework Agreement on the Joint Construction of Medical \
            Engineering Interdisciplinary Innovation Research Institute on behalf of the two universities.
            """)
        person(Programme.vicePresident, "Liu Ping", ["Vice President"], at: "institution/USST")
        // Two positions at once.
        let titles: [JSONValue] = ["Deputy Secretary of CPC", "Vice President"]
        person(Programme.deputySecretary, "Wu Tao", titles, at: "institution/SHSMU")
        sign(Programme.vicePresident, of: "USST", ["Vice President"])
        sign(Programme.deputySecretary, of: "SHSMU", titles)
        claim("agreement", "signed the Cooperation Framework Agreement", "agreements.signed", .exactly, "1")

        tell(
            """
            Ding Xiaodong and Chen Guoqiang jointly inaugurate the Medical Engineering Interdisciplinary \
            Innovation Research Institute and the Medical Engineering Interdisciplinary Graduate School.
            """)
        for unit in [Programme.institute, Programme.graduateSchool] {
            record(
                "unit.inaugurate", unit,
                [
                    "by": [.string(Programme.president), .string(Programme.dean)],
                    "activity": .string(Programme.startUpMeeting),
                ],
                on: Programme.dayOfTheMeeting)
        }
        claim("inauguration", "jointly inaugurate", "units.inaugurated", .exactly, "2")
    }

    private mutating func sign(_ person: String, of party: JSONValue, _ capacities: [JSONValue]) {
        record(
            "agreement.sign", Programme.agreement,
            [
                "party": party, "signatory": .string(person), "capacity": .array(capacities),
                "activity": .string(Programme.startUpMeeting),
            ],
            on: Programme.dayOfTheMeeting)
    }

    mutating func tellOfTheOpticalTeam() {
        tell(
            """
            According to Zhuang Songlin, academician of the School of Optical-Electrical and Computer \
            Engineering of USST, the optical research team of USST has always been in close cooperation with \
            the medical field, and has made a lot of achievements in the interdisciplinary field of Medicine \
            and Engineering, and has applied them into clinical practice.
            """)
        recordAcademician()
        record(
            "unit.initiate", Programme.opticalTeam,
            ["name": "Optical research team of USST", "type": "team", "initiators": ["USST"]])
        record(
            "unit.report-status", Programme.opticalTeam,
            ["text": "Has always been in close cooperation with the medical field"])
        record(
            "achievement.record", "OPTICS-ACHIEVEMENTS",
            [
                "type": "other",
                "title": "Achievements in the interdisciplinary field of Medicine and Engineering",
                "units": [.string(Programme.opticalTeam)],
            ])
        record("achievement.apply", "OPTICS-ACHIEVEMENTS", ["effect": "Applied into clinical practice"])
        state(.appraisal, by: Programme.academician)
        let team = [(name: "unit", value: Programme.opticalTeam)]
        claim(
            "optical-achievements",
            "has made a lot of achievements in the interdisciplinary field of Medicine and Engineering",
            "achievements", of: team, .some, "a lot", attribution: "reported")
        claim(
            "optical-applications", "has applied them into clinical practice",
            "achievements.applied-clinically", of: team, .some, attribution: "reported")
        makeUp("A lot of achievements", .figures2019)
        makeUpAchievements()

        // Nobody is named who hopes and looks forward.
        tell(
            """
            It is hoped that the Science discipline can better serve the development of Medical Science, and \
            also lead to its breakthrough and development.
            """)
        state(.expectation)
        tell(
            """
            We are looking forward to seeing some achievements will be made to meet the needs of the country \
            and the happiness of the people.
            """)
        state(.expectation)
    }

    private mutating func recordAcademician() {
        institution(
            "USST-OECE", "School of Optical-Electrical and Computer Engineering", "school", city: "Shanghai")
        record("institution.affiliate", "USST-OECE", ["to": "USST", "relation": "school_of"])
        person(Programme.academician, "Zhuang Songlin", [], at: "institution/USST-OECE")
        record("person.confer-honour", Programme.academician, ["title": "academician"])
        record(
            "person.qualify", Programme.academician,
            ["qualification": "researcher", "institution": "USST-OECE", "discipline": "optics"])
    }
}
