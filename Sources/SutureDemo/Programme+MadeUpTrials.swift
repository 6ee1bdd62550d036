import SutureJSON

/// What happened in the trials: the document says only that they were acclaimed.
extension Programme {
    private static let subjectCount = 40
    /// Of each trial.
    private static let outcomeCount = 120
    private static let lateSheetCount = 200

    mutating func makeUpTrials() {
        for device in InvestigatedDevice.all {
            open(device)
            for number in 1...Programme.subjectCount { enrolSubject(number, of: device) }
            for number in 1...Programme.outcomeCount { logOutcome(number, of: device) }
            withdrawSubjects(of: device)
        }
    }

    /// "Outcome sheets are typed in late": sheets of the same subjects that come in after everything else.
    mutating func makeUpLateSheets() {
        for number in Programme.outcomeCount + 1...Programme.outcomeCount + Programme.lateSheetCount {
            for device in InvestigatedDevice.all { logOutcome(number, of: device) }
        }
    }

    private mutating func open(_ device: InvestigatedDevice) {
        for hospital in device.hospitals {
            let site: JSONValue = .string(Programme.site(hospital))
            record(
                "trial.add-site", device.trial,
                [
                    "site": site, "institution": .string(Programme.hospital(hospital)),
                    "investigator": .string(Programme.doctor(hospital)),
                ])
            record("trial.activate-site", device.trial, ["site": site])
        }
        record(
            "trial.define-endpoint", device.trial,
            [
                "endpoint": "E1", "title": .string(device.endpoint), "type": "primary",
                "measure": .string(device.unit),
            ])
    }

    private static func site(_ hospital: Int) -> String { id("SITE", hospital, digits: 1) }
    private static func subject(_ number: Int) -> String { id("SUBJ", number) }

    /// Subjects take turns at the sites.
    private static func site(ofSubject number: Int, _ device: InvestigatedDevice) -> JSONValue {
        .string(site(device.hospitals.lowerBound + number % device.hospitals.count))
    }

    /// Some day up to September: enrolments of 2021 come before outcomes of 2022, then withdrawals.
    private static func day(_ number: Int, inYear year: Int) -> String {
        "\(year)-\(padded(1 + number % 9, 2))-\(padded(1 + number * 5 % 28, 2))"
    }

    private mutating func enrolSubject(_ number: Int, of device: InvestigatedDevice) {
        let day = Programme.day(number, inYear: 2021)
        record(
            "trial.enrol-subject", device.trial,
            [
                "subject": .string(Programme.subject(number)),
                "site": Programme.site(ofSubject: number, device), "consentedOn": .string(day),
            ],
            on: day)
    }

    private mutating func logOutcome(_ number: Int, of device: InvestigatedDevice) {
        let subject = 1 + number % Programme.subjectCount
        record(
            "trial.log-outcome", device.trial,
            [
                "device": .string(device.id), "result": Programme.result(of: number),
                "subject": .string(Programme.subject(subject)),
                "site": Programme.site(ofSubject: subject, device), "endpoint": "E1",
                "value": .string("\(4 + number % 9).\(number % 10)"), "unit": .string(device.unit),
            ],
            on: Programme.day(number, inYear: 2022))
    }

    /// Nobody knows the real results; these are mostly good, as the document's praise suggests.
    private static func result(of number: Int) -> JSONValue {
        switch number * 7 % 25 {
        case 0: "failure"
        case 1, 2: "partial"
        case 3: "not_evaluable"
        default: "success"
        }
    }

    /// After every sheet, early or late: what a subject did before its withdrawal stays.
    private mutating func withdrawSubjects(of device: InvestigatedDevice) {
        for (number, cause) in [(7, "consent_withdrawn"), (23, "lost_to_follow_up")] {
            record(
                "trial.withdraw-subject", device.trial,
                ["subject": .string(Programme.subject(number)), "cause": .string(cause)], on: "2022-10")
        }
    }
}
