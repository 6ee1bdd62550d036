import SutureJSON

extension Programme {
    static let presidentOfUSST = "P-0001"
    static let deanOfTheMedicalSchool = "P-0002"
    static let vicePresidentOfUSST = "P-0003"
    static let deputySecretaryOfTheMedicalSchool = "P-0004"
    static let academician = "P-0005"

    /// One for each of the early projects.
    static let doctorCount = earlyProjectCount
    /// Of each kind; a teacher works on two of the early projects.
    static let teacherCount = earlyProjectCount / 2

    static func doctor(_ number: Int) -> String { id("P", 100 + number, digits: 4) }
    static func engineeringTeacher(_ number: Int) -> String { id("P", 200 + number, digits: 4) }
    static func medicalTeacher(_ number: Int) -> String { id("P", 300 + number, digits: 4) }
    /// The person who studies.
    static func person(ofStudent number: Int) -> String { id("P", 1000 + number, digits: 4) }

    mutating func recordLeaders() {
        leader(Programme.presidentOfUSST, "Ding Xiaodong", ["President"], at: "institution/USST")
        leader(Programme.deanOfTheMedicalSchool, "Chen Guoqiang", ["Dean"], at: "institution/SHSMU")
        leader(Programme.vicePresidentOfUSST, "Liu Ping", ["Vice President"], at: "institution/USST")
        leader(
            Programme.deputySecretaryOfTheMedicalSchool, "Wu Tao",
            ["Deputy Secretary of CPC", "Vice President"],
            at: "institution/SHSMU")
        leader(Programme.academician, "Zhuang Songlin", [], at: "institution/USST-OECE")
        record(
            "person.confer-honour", Programme.academician, ["title": "academician"], from: .progress2019)
        record(
            "person.qualify", Programme.academician,
            ["qualification": "researcher", "institution": "USST-OECE", "discipline": "optics"],
            from: .progress2019)
    }

    private mutating func leader(_ id: String, _ name: JSONValue, _ titles: [JSONValue], at place: JSONValue)
    {
        record("person.register", id, ["name": name], from: .progress2019)
        for title in titles {
            record("person.hold-position", id, ["at": place, "title": title], from: .progress2019)
        }
    }

    mutating func recordDoctors() {
        for number in 1...Programme.doctorCount {
            register(
                Programme.doctor(number), Programme.name("Doctor", number), "医生 \(number)", from: .figures2019
            )
            let hospital = Programme.hospital(1 + number % Programme.hospitalCount)
            record(
                "person.qualify", Programme.doctor(number),
                ["qualification": "clinician", "institution": .string(hospital)], from: .figures2019)
        }
    }

    mutating func recordTeachers() {
        for number in 1...Programme.teacherCount {
            teacher(
                Programme.engineeringTeacher(number), Programme.name("Engineering Teacher", number),
                ["qualification": "engineering_teacher", "institution": "USST"])
            teacher(
                Programme.medicalTeacher(number), Programme.name("Medical Teacher", number),
                ["qualification": "medical_teacher", "institution": "SHSMU"])
        }
    }

    private mutating func teacher(_ id: String, _ name: String, _ qualification: JSONObject) {
        register(id, name, from: .figures2019)
        record("person.qualify", id, qualification, from: .figures2019)
    }

    /// Someone whom the documents only count.
    mutating func register(_ id: String, _ name: String, _ localName: String? = nil, from origin: Origin) {
        var fields: JSONObject = ["name": .string(name)]
        fields["localName"] = localName.map { .string($0) }
        record("person.register", id, fields, from: origin)
    }
}
