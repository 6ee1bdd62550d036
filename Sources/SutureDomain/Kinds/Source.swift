/// A document that says something about the programme.
///
/// A document has no life cycle; each claim in it stands until it is withdrawn:
///
///     recorded ──withdraw──▶ withdrawn
package struct Source: Record {
    package static let kind = "source"

    package static let vocabulary: [any Event.Type] = [
        Registered.self, ClaimRecorded.self, ClaimWithdrawn.self, StatementRecorded.self,
    ]

    package struct Claim: Hashable, Sendable {
        package let recordedOn: PartialDate
        package fileprivate(set) var isWithdrawn = false
    }

    package private(set) var publishedOn = PartialDate.unknown
    package private(set) var claims: [LocalID: Claim] = [:]

    package init() {}
}

extension Source {
    /// The document is known from now on.
    package struct Registered: CreatingEvent<Source> {
        package static let type: EventType = "source.registered"
        package static let refusals: [Rule] = [.occurredInFuture, .intervalReversed, .badIdentifier]
        package static let command: CommandName = "register"

        package enum Kind: String, Enumeration {
            case news, agreement, minutes, certificate, report, dataset, correspondence
        }

        /// Someone who worked on the document.
        package struct Contributor: FieldGroup {
            package enum Role: String, Enumeration {
                case author
                case copyEditor = "copy_editor"
                case other
            }

            /// Who.
            package var person: Person.ID
            /// As what.
            package var role: Role
        }

        /// What the document is called.
        package var title: String
        /// What sort of document it is.
        package var type: Kind
        /// When it was published or written.
        package var publishedOn: PartialDate
        /// Who published it.
        package var publisher: String?
        /// Who worked on it.
        package var contributors: [Contributor]
        /// Where it stands in what the publisher publishes (`Research`).
        package var section: String?
        /// The digest of the document's bytes, 64 hexadecimal digits; it proves which one was meant.
        package var sha256: String?

        package func check(_ source: Source, _ context: CommandContext) throws(Refusal) {
            guard !publishedOn.isProvablyAfter(PartialDate(context.today)) else {
                throw Refusal(
                    .occurredInFuture, field: "publishedOn",
                    "\(publishedOn) has not come yet; today is \(context.today).")
            }
            if let sha256 {
                guard sha256.utf8.count == 64, sha256.allSatisfy(\.isHexDigit) else {
                    throw Refusal(
                        .badIdentifier, field: "sha256", "A SHA-256 digest has 64 hexadecimal digits.")
                }
            }
            for (index, contributor) in contributors.enumerated()
            where contributors[..<index].contains(contributor) {
                throw Refusal(
                    .alreadyExists, field: "contributors",
                    "\(contributor.person) is given more than once as \(contributor.role.rawValue).")
            }
        }

        package func apply(to source: inout Source) { source.publishedOn = publishedOn }
    }
}

// MARK: Claims

extension Source {
    /// The document gives a figure, which can be held against the records.
    package struct ClaimRecorded: RecordableEvent<Source> {
        package static let type: EventType = "source.claim-recorded"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [
            .alreadyExists, .metricUnknown, .notFound, .wrongKind, .occurredInFuture, .intervalReversed,
        ]
        package static let command: CommandName = "record-claim"

        package enum Comparator: String, Enumeration {
            case exactly
            case moreThan = "more_than"
            case atLeast = "at_least"
            case lessThan = "less_than"
            case about, some
        }

        package enum Attribution: String, Enumeration { case own, official, reported }

        /// An id for the claim within this document.
        package var claim: LocalID
        /// The words of the document.
        package var quote: Prose
        /// The figure that it is about, by its stable name (`students.graduate.entered-projects`).
        package var metric: String
        /// What the figure is restricted to.
        package var parameters: [MetricArgument]
        /// How the figure relates to the value; `about` is within ten per cent, `some` says only that there
        /// are any.
        package var comparator: Comparator
        /// The number (`200`, `1,274`), or what a figure such as a rating is said to be; may be left out with
        /// `some`.
        package var value: String?
        /// The day for which it is claimed; of a date that is not exact the last possible one.
        package var asOf: PartialDate
        /// Whose word it is: the document's own, an official one, or what others report.
        package var attribution: Attribution?

        package var part: Part? { Part("claim", claim.text) }

        package func check(
            _ source: Source, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try source.claims.requireNew(claim, field: "claim")
            guard let signature = MetricSignature.named(metric) else {
                throw Refusal(
                    .metricUnknown, field: "metric",
                    "There is no figure \(metric); there are "
                        + "\(MetricSignature.all.map(\.name).joined(separator: ", ")).")
            }
            try signature.require(parameters, in: records)
            try ClaimedValue.require(value, comparator, of: signature)
            guard !asOf.isProvablyAfter(PartialDate(context.today)) else {
                throw Refusal(
                    .occurredInFuture, field: "asOf",
                    "\(asOf) has not come yet; what is to come is recorded as a statement.")
            }
        }

        package func apply(to source: inout Source, on occurredOn: PartialDate) {
            source.claims[claim] = Claim(recordedOn: occurredOn)
        }
    }

    /// The document's claim no longer stands: whoever made it has taken it back.
    package struct ClaimWithdrawn: RecordableEvent<Source> {
        package static let type: EventType = "source.claim-withdrawn"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notFound, .illegalTransition]
        package static let command: CommandName = "withdraw-claim"

        /// Which claim.
        package var claim: LocalID

        package var part: Part? { Part("claim", claim.text) }

        package func check(_ source: Source, _ context: CommandContext) throws(Refusal) {
            let known = try source.claims.require(claim, field: "claim")
            guard !known.isWithdrawn else {
                throw Refusal(
                    .illegalTransition, field: "claim", "\(claim) has been withdrawn already.")
            }
            try context.requireEnd(of: "The claim \(claim)", since: source.publishedOn)
            try context.requireEnd(of: "The claim \(claim)", since: known.recordedOn)
        }

        package func apply(to source: inout Source) { source.claims[claim]?.isWithdrawn = true }
    }
}

// MARK: Statements

extension Source {
    /// Someone says something that is neither true nor false of the records: what is wanted, hoped or
    /// thought.
    package struct StatementRecorded: RecordableEvent<Source> {
        package static let type: EventType = "source.statement-recorded"
        package static let effect = Effect.adds
        package static let command: CommandName = "record-statement"

        package enum Kind: String, Enumeration { case goal, expectation, appraisal, motivation }

        /// Who says so; the document itself if left out.
        package var speaker: Person.ID?
        /// What sort of statement it is.
        package var type: Kind
        /// What is said.
        package var text: Prose
    }
}
