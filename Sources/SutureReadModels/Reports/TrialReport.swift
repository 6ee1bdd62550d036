package import SutureDomain

/// What came of a trial.
package struct TrialReport: Encodable, Hashable, Sendable {
    package struct DeviceOutcomes: Encodable, Hashable, Sendable {
        package let device: String
        package let label: String
        package let type: String?
        /// Of a set: the devices in it, each of which has its own entry too.
        package let members: [String]
        /// Of a set: its own and those of its members.
        package let outcomes: OutcomeTally
    }

    package struct SiteOutcomes: Encodable, Hashable, Sendable {
        /// `nil` for outcomes without a site.
        package let site: String?
        package let institution: String?
        package let label: String?
        package let enrolled: Int64
        package let outcomes: OutcomeTally
    }

    package struct EndpointOutcomes: Encodable, Hashable, Sendable {
        /// `nil` for outcomes without an endpoint.
        package let endpoint: String?
        package let title: String?
        package let type: String?
        package let outcomes: OutcomeTally
    }

    package struct Withdrawal: Encodable, Hashable, Sendable {
        package let cause: String
        package let count: Int64
    }

    package struct Subjects: Encodable, Hashable, Sendable {
        package let planned: Int64?
        /// All that ever were; the sum of the sites'.
        package let enrolled: Int64
        package let completed: Int64
        package let withdrawn: Int64
        package let withdrawals: [Withdrawal]
    }

    package struct Deviations: Encodable, Hashable, Sendable {
        package let minor: Int64
        package let major: Int64
    }

    package struct Feedback: Encodable, Hashable, Sendable {
        package let acclaimed: Int64
        package let positive: Int64
        package let neutral: Int64
        package let negative: Int64
    }

    package struct Safety: Encodable, Hashable, Sendable {
        package let adverseEvents: Int64
        package let serious: Int64
        package let sade: Int64
        package let usade: Int64
        package let deficiencies: Int64
    }

    package let asOf: String?
    /// The last event that the figures take into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the figures can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    /// The id of the trial.
    package let trial: String
    package let label: String
    package let status: String?
    package let outcomes: OutcomeTally
    package let devices: [DeviceOutcomes]
    package let sites: [SiteOutcomes]
    package let endpoints: [EndpointOutcomes]
    package let subjects: Subjects
    package let deviations: Deviations
    package let feedback: Feedback
    package let safety: Safety
}
