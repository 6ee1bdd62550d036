extension ProgrammeGenerator {
    var university: String { "\(prefix)I-1" }
    var medicalSchool: String { "\(prefix)I-2" }
    var graduateSchool: String { "\(prefix)U-1" }

    /// Two institutions, some hospitals, and the graduate school that they agree to build together.
    mutating func recordFoundation() {
        recordInstitution("University", "university")
        recordInstitution("Medical School", "medical_school")
        for _ in 0..<3 { recordHospital() }
        unitCount += 1
        let founders = [university, medicalSchool]
        record("unit.initiate", graduateSchool) {
            $0.string("name", "Interdisciplinary Graduate School")
            $0.string("type", "graduate_school")
            $0.strings("initiators", founders)
        }
        for (founder, role) in zip(founders, ["lead", "founder"]) {
            record("unit.join", graduateSchool) {
                $0.string("institution", founder)
                $0.string("role", role)
            }
        }
        record("unit.apply", graduateSchool) {
            $0.strings("applicants", founders)
            $0.integer("unnamedApplicants", 3)
        }
        record("unit.approve", graduateSchool)
        recordSigning()
    }

    mutating func recordHospital() {
        let hospital = recordInstitution("Hospital", "hospital")
        hospitals.append(hospital)
        let school = medicalSchool
        record("institution.affiliate", hospital) {
            $0.string("to", school)
            $0.string("relation", "affiliated_hospital")
        }
    }

    @discardableResult
    private mutating func recordInstitution(_ noun: String, _ type: String) -> String {
        institutionCount += 1
        let id = "\(prefix)I-\(institutionCount)"
        let name = "\(noun) \(institutionCount)"
        record("institution.register", id) {
            $0.string("name", name)
            $0.string("type", type)
            $0.string("country", "CN")
        }
        record("institution.add-alias", id) {
            $0.string("alias", id)
            $0.string("type", "acronym")
        }
        return id
    }
}
