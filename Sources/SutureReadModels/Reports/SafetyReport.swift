package import SutureDomain

/// Harm and shortcomings of devices, in a trial, of a device or of all, and who is to be told of them by when.
package struct SafetyReport: Encodable, Hashable, Sendable {
    /// Of each list; the totals count all, and the views page through them.
    package static let lineCountMax = 5_000
    /// Of what happened a line shows no more; the record has all of it.
    package static let descriptionCharacterCountMax = 200

    /// A line of the listing.
    package struct Event: Encodable, Hashable, Sendable {
        package let event: String
        package let term: String?
        /// The beginning of it.
        package let description: String?
        package let trial: String?
        package let site: String?
        package let affected: String?
        package let subject: String?
        package let device: String?
        package let label: String?
        package let onset: String?
        package let awareAt: String?
        package let severity: String?
        package let criteria: [String]
        package let outcome: String?
        package let status: String?
        /// By the gravest judgement; `nil` where there is none.
        package let toDevice: String?
        package let toProcedure: String?
        package let anticipated: Bool?
        package let serious: Bool
        package let ade: Bool
        package let sade: Bool
        package let usade: Bool
        /// Whose deadlines hold: the trial's, or the event's own.
        package let regime: String?
    }

    package struct Deficiency: Encodable, Hashable, Sendable {
        package let deficiency: String
        package let type: String?
        /// The beginning of it.
        package let description: String?
        package let trial: String?
        package let device: String?
        package let label: String?
        package let couldHaveLedToSeriousEvent: Bool
        package let adverseEvent: String?
        package let status: String?
    }

    /// How many events are alike.
    package struct Group: Encodable, Hashable, Sendable {
        package let severity: String?
        package let serious: Bool
        /// To the device, by the gravest judgement; `nil` where there is none.
        package let causality: String?
        package let device: String?
        package let label: String?
        package let count: Int64
    }

    package struct Totals: Encodable, Hashable, Sendable {
        package let events: Int64
        package let serious: Int64
        package let ade: Int64
        package let sade: Int64
        package let usade: Int64
        /// Serious ones whose cause nobody has judged.
        package let unassessed: Int64
        package let deficiencies: Int64
        package let duties: DutyTally
    }

    /// How many duties stand in which way.
    package struct DutyTally: Encodable, Hashable, Sendable {
        package var overdue: Int64 = 0
        package var due: Int64 = 0
        package var waiting: Int64 = 0
        package var undated: Int64 = 0
        package var late: Int64 = 0
        package var met: Int64 = 0
    }

    package let asOf: String?
    /// The last event that the report takes into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the report can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    /// What is due and what is late is told for this moment.
    package let now: String
    /// The ids of the trial and of the device that was asked for.
    package let trial: String?
    package let device: String?
    package let totals: Totals
    package let summary: [Group]
    /// What is overdue first, then what is due next; what was done in time is left out.
    package let duties: [SafetyDuty]
    package let events: [Event]
    package let deficiencies: [Deficiency]

    /// How many rows of its sections are not among the first ``lineCountMax``.
    package var leftOut: [String: Int64] {
        let tally = totals.duties
        let open = tally.overdue + tally.due + tally.waiting + tally.undated + tally.late
        return [
            "events": totals.events - Int64(events.count),
            "deficiencies": totals.deficiencies - Int64(deficiencies.count),
            "duties": open - Int64(duties.count),
        ]
    }
}
