import SutureJSON

/// Whom the documents mention without a name.
extension Programme {
    static let hospitalCount = 4
    /// One for each of the early projects.
    static let doctorCount = earlyProjectCount
    /// Of each kind; a teacher works on two of the early projects.
    static let teacherCount = earlyProjectCount / 2
    /// "15 doctors who committed to Medical Engineering Interdisciplinary Study".
    private static let committedDoctorCount = 15

    static func hospital(_ number: Int) -> String { id("HOSPITAL", number, digits: 1) }
    static func doctor(_ number: Int) -> String { id("P", 100 + number, digits: 4) }
    static func engineeringTeacher(_ number: Int) -> String { id("P", 200 + number, digits: 4) }
    static func medicalTeacher(_ number: Int) -> String { id("P", 300 + number, digits: 4) }
    /// The person who studies.
    static func person(ofStudent number: Int) -> String { id("P", 1000 + number, digits: 4) }

    static func hospital(ofDoctor number: Int) -> String { hospital(1 + number % hospitalCount) }

    mutating func makeUpHospitals() {
        for number in 1...Programme.hospitalCount {
            let hospital = Programme.hospital(number)
            institution(hospital, .string("Affiliated Hospital \(number)"), "hospital", city: "Shanghai")
            record("institution.affiliate", hospital, ["to": "SHSMU", "relation": "affiliated_hospital"])
        }
    }

    mutating func makeUpDoctors() {
        for number in 1...Programme.doctorCount {
            let doctor = Programme.doctor(number)
            register(doctor, Programme.name("Doctor", number), "医生 \(number)")
            record(
                "person.qualify", doctor,
                [
                    "qualification": "clinician",
                    "institution": .string(Programme.hospital(ofDoctor: number)),
                ])
        }
    }

    mutating func makeUpTeachers() {
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
        register(id, name)
        record("person.qualify", id, qualification)
    }

    mutating func makeUpCommitments() {
        for number in 1...Programme.committedDoctorCount {
            record(
                "person.commit", Programme.doctor(number),
                ["to": .string(Programme.graduateSchool), "capacity": "doctor"])
        }
    }

    mutating func register(_ id: String, _ name: String, _ localName: String? = nil) {
        var fields: JSONObject = ["name": .string(name)]
        fields["localName"] = localName.map { .string($0) }
        record("person.register", id, fields)
    }
}
