import SutureJSON

/// The devices, and the praise that they got in clinical trials.
extension Programme {
    /// "Complete sets of equipment".
    static let completeSet = "D-SET"
    static let trialOfTheSet = "T-SET"

    mutating func tellOfTheDevices() {
        tell(
            """
            Complete sets of equipment such as surgical suture needles, ultrasonic knives and high-frequency \
            electric knives have been widely acclaimed in clinical trials.
            """)
        for device in InvestigatedDevice.all { register(device) }
        registerSet()
        for device in InvestigatedDevice.all {
            start(device.trial, "Clinical trial: \(device.name.lowercased())", of: device.id)
            acclaim(device.id, in: device.trial)
            claimTrial(of: device)
        }
        start(Programme.trialOfTheSet, "Clinical trial: complete set of equipment", of: Programme.completeSet)
        acclaim(Programme.completeSet, in: Programme.trialOfTheSet)
        makeUp("Sites, subjects and outcomes of the trials", .figures2022)
        makeUpTrials()
    }

    private mutating func register(_ device: InvestigatedDevice) {
        record(
            "device.register", device.id,
            [
                "name": .string(device.name), "type": .string(device.type), "stage": "investigational",
                // One of the key projects, of which the document names none.
                "project": .string(Programme.project(device.project)), "members": [],
            ])
        record(
            "device.classify", device.id, ["scheme": "fda", "code": .string(device.productCode)],
            from: .classification)
    }

    private mutating func registerSet() {
        record(
            "device.register", Programme.completeSet,
            [
                "name": "Complete set of equipment", "type": "other", "stage": "investigational",
                "members": .array(InvestigatedDevice.all.map { .string($0.id) }),
            ])
    }

    private mutating func start(_ trial: String, _ title: String, of device: String) {
        record(
            "trial.plan", trial,
            ["title": .string(title), "devices": [.string(device)], "regime": "none"])
        record(
            "trial.start", trial, because: "The document tells of the trial and of no ethics opinion.")
    }

    private mutating func acclaim(_ device: String, in trial: String) {
        record(
            "trial.record-feedback", trial,
            [
                "device": .string(device), "sentiment": "acclaimed",
                "text": "Widely acclaimed in clinical trials",
            ])
    }

    /// That there were trials can be checked; how widely they were acclaimed cannot.
    private mutating func claimTrial(of device: InvestigatedDevice) {
        let ofType = [(name: "type", value: device.type)]
        claim("trials-\(device.claim)", device.quote, "devices.in-trials", of: ofType, .atLeast, "1")
        claim(
            "acclaim-\(device.claim)", "have been widely acclaimed in clinical trials",
            "feedback.acclaimed", of: ofType, .some, "widely")
    }
}
