import SutureJSON

extension Programme {
    /// The hospitals are made up: the documents mention them without a name.
    static let hospitalCount = 4

    static func hospital(_ number: Int) -> String { id("HOSPITAL", number, digits: 1) }

    mutating func recordInstitutions() {
        recordUniversities()
        recordMedicalSchool()
        recordPartnersOfTheCentre()
        for number in 1...Programme.hospitalCount {
            let hospital = Programme.hospital(number)
            record(
                "institution.register", hospital,
                [
                    "name": "Affiliated Hospital \(number)", "type": "hospital", "country": "CN",
                    "city": "Shanghai",
                ],
                from: .figures2019)
            record(
                "institution.affiliate", hospital, ["to": "SHSMU", "relation": "affiliated_hospital"],
                from: .figures2019)
        }
    }

    private mutating func recordUniversities() {
        record(
            "institution.register", "USST",
            [
                "name": "University of Shanghai for Science and Technology", "type": "university",
                "country": "CN", "city": "Shanghai",
            ],
            from: .progress2019)
        alias("USST", "USST", "acronym", from: .progress2019)
        record(
            "institution.register", "USST-OECE",
            [
                "name": "School of Optical-Electrical and Computer Engineering", "type": "school",
                "country": "CN", "city": "Shanghai",
            ],
            from: .progress2019)
        record(
            "institution.affiliate", "USST-OECE", ["to": "USST", "relation": "school_of"], from: .progress2019
        )
        record(
            "institution.register", "SJTU",
            [
                "name": "Shanghai Jiaotong University", "type": "university", "country": "CN",
                "city": "Shanghai",
            ],
            from: .progress2019)
        alias("SJTU", "Shanghai Jiao Tong University", "variant", from: .assessment2022)
    }

    private mutating func recordMedicalSchool() {
        record(
            "institution.register", "SHSMU",
            [
                "name": "School of Medicine of Shanghai Jiaotong University", "type": "medical_school",
                "country": "CN", "city": "Shanghai",
            ],
            from: .progress2019)
        alias("SHSMU", "SHSMU", "acronym", from: .progress2019)
        alias("SHSMU", "Shanghai Jiao Tong University School of Medicine", "variant", from: .assessment2022)
        record(
            "institution.affiliate", "SHSMU", ["to": "SJTU", "relation": "school_of"], from: .progress2019)
    }

    private mutating func recordPartnersOfTheCentre() {
        record(
            "institution.register", "CAS",
            ["name": "Chinese Academy of Sciences", "type": "academy", "country": "CN"],
            from: .assessment2022)
        record(
            "institution.register", "SIMIT",
            [
                "name": "Shanghai Institute of Microsystem and Information Technology",
                "type": "research_institute", "country": "CN", "city": "Shanghai",
            ],
            from: .assessment2022)
        record("institution.affiliate", "SIMIT", ["to": "CAS", "relation": "parent"], from: .assessment2022)
        record(
            "institution.register", "SIMIC",
            ["name": "SIMIC Holdings Co., Ltd.", "type": "enterprise"], from: .assessment2022)
        alias("SIMIC", "SIMIC Holdings", "short", from: .assessment2022)
        record(
            "institution.register", "SHEITC",
            [
                "name": "Shanghai Economy and Informatization Commission", "type": "government_body",
                "country": "CN", "city": "Shanghai",
            ],
            from: .assessment2022)
        alias("SHEITC", "SHEITC", "acronym", from: .assessment2022)
    }

    private mutating func alias(
        _ institution: String, _ alias: JSONValue, _ type: JSONValue, from origin: Origin
    ) {
        record("institution.add-alias", institution, ["alias": alias, "type": type], from: origin)
    }
}
