package import SutureDomain
import SutureJSON

/// What every report begins with, so that it can be checked later.
package struct ReportHead: Sendable {
    /// The day that was asked for.
    package let asOf: Day?
    /// The last event that is taken into account.
    package let position: Position
    /// The log's hash there, in hexadecimal.
    package let hash: String

    /// The version of the rule that says from which day of the world on each event counts.
    package let countingRule: Int64

    package init(asOf: Day?, position: Position, hash: String, countingRule: Int64) {
        self.countingRule = countingRule
        self.asOf = asOf
        self.position = position
        self.hash = hash
    }

    var told: JSONObject {
        [
            "asOf": JSONValue(asOf?.description), "knownAt": .integer(position.number),
            "position": .integer(position.number), "hash": .string(hash),
            "countingRule": .integer(countingRule),
        ]
    }

    /// Before the report's own members.
    package static let members: [ReportMember] = [
        .may("asOf", .text, "The day that was asked for."),
        .has("knownAt", .count, "The last event that is taken into account."),
        .has(
            "position", .count,
            "The last event that the report takes into account, and the log's hash there, in hexadecimal."),
        .has("hash", .text),
        .has(
            "countingRule", .count,
            "The version of the rule that says from which day of the world on each event counts: as of a day, figures that were "
                + "made by another one may differ."),
    ]

    /// Names of members that say where a report comes from and not what it tells.
    package static let names = Set(members.map(\.name))

    /// A section that ends early.
    package static let moreType = ReportType(
        "More", "A section of the reply that ends early.",
        .has(
            "section", .text,
            "The member that holds it; of one within rows with the names that lead there (criteria.evidence)."
        ),
        .has("count", .count, "How many more there are."),
        .may(
            "view", .text,
            "The view of which org.suture.Records.List shows them all, and which of its rows; absent where none does."
        ),
        .may("where", .names),
        .may("hint", .text, "How they are found where no view shows them all."))

    /// Behind the members of a report that comes as a whole.
    package static let more = ReportMember.may("more", .rows(moreType), "The sections that end early.")
    /// Behind the members of a report that comes in pages.
    package static let next = ReportMember.may(
        "next", .count, "Where the next page begins; absent at the end.")
}
