package import SutureDomain

/// What speaks for one unit in an assessment, criterion by criterion, and what is missing.
package struct DossierReport: Encodable, Hashable, Sendable {
    /// A record, or a part of one, that speaks for the unit.
    package struct Evidence: Encodable, Hashable, Sendable {
        /// As kind/ID; the unit itself for what has no record of its own.
        package let record: String
        /// The id within that record, of what has one.
        package let entry: String?
        package let label: String
        package let status: String?
        /// When it came about, or when it ended if it has.
        package let date: String?
        /// What else is to be known.
        package let detail: String?
        package let amount: Amount?
    }

    package struct Amount: Encodable, Hashable, Sendable {
        package let minorUnits: Int64
        package let currency: String
    }

    package struct Score: Encodable, Hashable, Sendable {
        package let expert: String?
        /// What the expert is called.
        package let label: String?
        package let score: String?
        package let comment: String?
        package let date: String
    }

    package struct Criterion: Encodable, Hashable, Sendable {
        package let criterion: String
        package let title: String
        /// Which records of a unit speak for it.
        package let kind: String?
        package let weight: String?
        package let maximum: String?
        package let evidence: [Evidence]
        package let scores: [Score]
    }

    package struct Materials: Encodable, Hashable, Sendable {
        package let items: [String]
        package let date: String
    }

    package struct Review: Encodable, Hashable, Sendable {
        package let type: String
        package let experts: [String]
        package let finding: String?
        package let date: String
    }

    package struct Opinion: Encodable, Hashable, Sendable {
        package let unanimous: Bool
        package let recommendation: String
        package let aspects: [String]
        package let date: String
    }

    package struct Result: Encodable, Hashable, Sendable {
        package let rating: String
        package let rank: Int64?
        package let determinedOn: String?
        package let releasedOn: String?
    }

    /// What the dossier still needs.
    package struct Gap: Encodable, Hashable, Sendable {
        package enum Subject: String, Encodable, Sendable {
            case participation, criteria, evidence, objective, materials, visit, score, opinion, result,
                release
        }

        package let what: Subject
        /// Of which criterion, if of one.
        package let criterion: String?
        /// A sentence.
        package let message: String
    }

    package let asOf: String?
    /// The last event that the report takes into account; `position` is the same one.
    package let knownAt: Position
    package let position: Position
    /// The log's hash at that position, by which the report can be checked later. In hexadecimal.
    package let hash: String
    /// The version of ``CountingRule`` that says from which day on each event counts.
    package let countingRule = CountingRule.version
    package let assessment: String
    /// What the assessment is called.
    package let label: String
    package let organiser: String?
    package let year: Int64?
    package let status: String?
    package let unit: String
    /// What the unit is called.
    package let unitLabel: String
    package let enteredOn: String?
    package let criteria: [Criterion]
    package let materials: [Materials]
    package let reviews: [Review]
    package let opinions: [Opinion]
    package let result: Result?
    package let missing: [Gap]
}
