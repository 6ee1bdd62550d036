import SutureJSON

/// Who founded what, what for, and the meeting with which it began.
extension Programme {
    static let institute = "MEIIRI"
    static let graduateSchool = "MEIGS"
    static let agreement = "CFA-2019"
    static let startUpMeeting = "START-UP-2019"
    static let dayOfTheMeeting = "2019-09-26"
    /// "The problems raised by doctors in clinical practice", of which the document names none.
    static let problemsOfDoctors = "PB-DOCTORS"

    mutating func tellOfTheFounding() {
        tell(
            """
            University of Shanghai for Science and Technology and School of Medicine of Shanghai Jiaotong \
            University jointly initiated the establishment of Medical Engineering Interdisciplinary \
            Innovation Research Institute and Medical Engineering Interdisciplinary Graduate School, in \
            order to solve the problems raised by doctors in clinical practice through the penetration and \
            integration of different disciplines, such as medicine, engineering, science, and so on.
            """)
        recordUniversities()
        draftAgreement()
        let purpose: JSONValue = """
            Solve the problems raised by doctors in clinical practice through the penetration and integration of \
            different disciplines, such as medicine, engineering, science
            """
        initiate(
            Programme.institute, "Medical Engineering Interdisciplinary Innovation Research Institute",
            "research_institute", ["purpose": purpose, "basis": .string(Programme.agreement)])
        initiate(
            Programme.graduateSchool, "Medical Engineering Interdisciplinary Graduate School",
            "graduate_school", ["purpose": purpose])
        record(
            "problem.raise", Programme.problemsOfDoctors,
            ["institution": "SHSMU", "statement": "The problems raised by doctors in clinical practice"])
        record("problem.accept", Programme.problemsOfDoctors)

        tell(
            """
            In this process, we will vigorously cultivate graduate students who have compound knowledge and \
            the ability to solve the practical problems of medical technology.
            """)
        state(.goal)
        goal(
            of: Programme.graduateSchool,
            "Cultivate graduate students who have compound knowledge and can solve practical problems of technology"
        )

        tell(
            """
            The start-up meeting has been held at 9:00 am on September 26th in the VIP room on the second \
            floor of the Grand Hall of USST.
            """)
        holdMeeting()
    }

    private mutating func recordUniversities() {
        institution(
            "USST", "University of Shanghai for Science and Technology", "university", city: "Shanghai")
        alias("USST", "USST", "acronym")
        institution("SJTU", "Shanghai Jiaotong University", "university", city: "Shanghai")
        institution(
            "SHSMU", "School of Medicine of Shanghai Jiaotong University", "medical_school", city: "Shanghai")
        alias("SHSMU", "SHSMU", "acronym")
        record("institution.affiliate", "SHSMU", ["to": "SJTU", "relation": "school_of"])
    }

    /// The institute rests on it, so it comes before; a later sentence tells who signed it.
    private mutating func draftAgreement() {
        let object = """
            Joint Construction of Medical Engineering Interdisciplinary Innovation Research Institute
            """
        record(
            "agreement.draft", Programme.agreement,
            [
                "title": .string("Cooperation Framework Agreement on the \(object)"), "type": "framework",
                "object": .string(object), "parties": ["USST", "SHSMU"],
            ],
            on: "..\(Programme.dayOfTheMeeting)")
    }

    private mutating func holdMeeting() {
        record(
            "activity.plan", Programme.startUpMeeting,
            [
                "types": ["start_up_meeting", "signing", "inauguration"], "title": "Start-up meeting",
                "venue": "VIP room on the second floor of the Grand Hall of USST",
                "organisers": ["USST", "SHSMU"],
                "scheduledFor": .string(Programme.dayOfTheMeeting),
            ],
            on: "..\(Programme.dayOfTheMeeting)")
        record(
            "activity.hold", Programme.startUpMeeting, ["at": "09:00"],
            on: Programme.dayOfTheMeeting)
        claim(
            "start-up-meeting", "The start-up meeting has been held", "activities.held",
            of: [("type", "start_up_meeting")], .exactly, "1")
    }
}

// MARK: What is told more than once

extension Programme {
    mutating func institution(
        _ id: String, _ name: JSONValue, _ type: JSONValue, city: JSONValue? = nil, from origin: Origin? = nil
    ) {
        var fields: JSONObject = ["name": name, "type": type, "country": "CN"]
        fields["city"] = city
        record("institution.register", id, fields, from: origin)
    }

    mutating func alias(_ institution: String, _ alias: JSONValue, _ type: JSONValue) {
        record("institution.add-alias", institution, ["alias": alias, "type": type])
    }

    /// Two universities set it up together.
    mutating func initiate(_ id: String, _ name: JSONValue, _ type: JSONValue, _ others: JSONObject = [:]) {
        var fields: JSONObject = ["name": name, "type": type, "initiators": ["USST", "SHSMU"]]
        for other in others { fields[other.key] = other.value }
        record("unit.initiate", id, fields)
        for founder: JSONValue in ["USST", "SHSMU"] {
            record("unit.join", id, ["institution": founder, "role": "founder"])
        }
    }

    mutating func goal(of unit: String, _ text: JSONValue, for policies: JSONValue = []) {
        record("unit.declare-goal", unit, ["text": text, "policyContext": policies])
    }

    mutating func person(_ id: String, _ name: JSONValue, _ titles: [JSONValue], at place: JSONValue) {
        record("person.register", id, ["name": name])
        for title in titles { record("person.hold-position", id, ["at": place, "title": title]) }
    }

    /// At the start-up meeting.
    mutating func speech(_ person: String, _ summary: JSONValue, quote: JSONValue) {
        record(
            "activity.record-speech", Programme.startUpMeeting,
            ["person": .string(person), "summary": summary, "quote": quote],
            on: Programme.dayOfTheMeeting)
    }
}
