extension ProgrammeGenerator {
    var university: String { "\(prefix)I-1" }
    var medicalSchool: String { "\(prefix)I-2" }
    var graduateSchool: String { "\(prefix)U-1" }
    /// Who assesses it.
    var authority: String { "\(prefix)I-3" }

    /// Two institutions, some hospitals, and the graduate school that they build together.
    mutating func recordFoundation() {
        recordInstitution("University", "university")
        recordInstitution("Medical School", "medical_school")
        recordInstitution("Science Commission", "government_body")
        for _ in 0..<3 { recordHospital() }
        let founders = [university, medicalSchool]
        record(
            "unit.initiate", graduateSchool,
            [
                "name": "Interdisciplinary Graduate School", "type": "graduate_school",
                "initiators": founders,
            ])
        for (founder, role) in zip(founders, ["lead", "founder"]) {
            record("unit.join", graduateSchool, ["institution": founder, "role": role])
        }
        record("unit.apply", graduateSchool, ["applicants": founders, "unnamedApplicants": 3])
        record("unit.approve", graduateSchool)
    }

    mutating func recordHospital() {
        let hospital = recordInstitution("Hospital", "hospital")
        hospitals.append(hospital)
        record(
            "institution.affiliate", hospital, ["to": medicalSchool, "relation": "affiliated_hospital"])
    }

    @discardableResult
    private mutating func recordInstitution(_ noun: String, _ type: String) -> String {
        let id = newID("I")
        record(
            "institution.register", id,
            ["name": "\(noun) \(count(of: "I"))", "type": type, "country": "CN"])
        record("institution.add-alias", id, ["alias": id, "type": "acronym"])
        return id
    }
}
