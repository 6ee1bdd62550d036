@testable import SutureDomain

/// Events and deficiencies in the small programme's trial.
extension TestLog {
    @discardableResult
    mutating func report(
        _ id: String, trial: Trial.ID? = "T-1", device: Device.ID = "D-1",
        severity: AdverseEvent.Severity? = .moderate, criteria: [AdverseEvent.Criterion],
        awareAt: String? = "2021-04-02T08:00:00Z", regime: Trial.Planned.Regime? = nil,
        on occurredOn: PartialDate = "2021-04-03"
    ) -> Position {
        record(
            AdverseEvent.Reported(
                trial: trial, site: trial == nil ? nil : "S1", affected: .subject,
                subject: trial == nil ? nil : "01", device: device, term: "Dehiscence",
                description: "The wound opened.", onset: "2021-04", awareAt: awareAt.flatMap { Instant($0) },
                severity: severity, regime: regime, criteria: criteria,
                outcome: criteria.contains(.death) ? .fatal : .recovering),
            id, on: occurredOn)
    }

    @discardableResult
    mutating func assess(
        _ id: String, _ party: AdverseEvent.CausalityAssessed.Party,
        _ toDevice: AdverseEvent.CausalityAssessed.Relation,
        toProcedure: AdverseEvent.CausalityAssessed.Relation = .notRelated, anticipated: Bool
    ) -> Position {
        record(
            AdverseEvent.CausalityAssessed(
                party: party, toDevice: toDevice, toProcedure: toProcedure, anticipated: anticipated),
            id, on: "2021-04-05")
    }

    @discardableResult
    mutating func notify(
        _ id: String, _ sender: AdverseEvent.Notified.Sender, _ recipient: AdverseEvent.Notified.Recipient,
        _ at: String
    ) -> Position {
        guard let at = Instant(at) else { preconditionFailure("\(at) in a test is no instant") }
        return record(
            AdverseEvent.Notified(by: sender, recipient: recipient, type: .initial, at: at), id,
            on: PartialDate(at.day))
    }

    @discardableResult
    mutating func report(
        deficiency id: String, trial: Trial.ID? = "T-1", device: Device.ID = "D-1",
        adverseEvent: AdverseEvent.ID? = nil, couldHaveLedToSeriousEvent: Bool = true
    ) -> Position {
        record(
            Deficiency.Reported(
                trial: trial, device: device, type: .malfunction, description: "The needle bent.",
                couldHaveLedToSeriousEvent: couldHaveLedToSeriousEvent, awareAt: nil,
                adverseEvent: adverseEvent),
            id, on: "2021-05")
    }
}
