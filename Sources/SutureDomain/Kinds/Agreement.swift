/// What institutions promise one another in writing.
///
///     drafted ──sign, until every party has──▶ in_force
///        │                                        │
///        └───────────────terminate────────────────┴──▶ terminated
///
/// A draft that is given up is terminated, too. What was agreed is amended until then.
package struct Agreement: LifeCycle {
    package static let kind = "agreement"

    package static let vocabulary: [any Event.Type] = [
        Drafted.self, Signed.self, Amended.self, Terminated.self,
    ]

    package enum Status: String, Enumeration {
        case drafted
        case inForce = "in_force"
        case terminated
    }

    package private(set) var endedOn: PartialDate?
    package private(set) var parties: Set<Institution.ID> = []
    /// When each party signed that has.
    package private(set) var signatures: [Institution.ID: PartialDate] = [:]

    package init() {}

    /// Worked out from the parties and their signatures, so that it is right in whatever order these are
    /// known.
    package var status: Status {
        if endedOn != nil { return .terminated }
        return !parties.isEmpty && parties.isSubset(of: signatures.keys) ? .inForce : .drafted
    }

    private func require(party: Institution.ID, field: String) throws(Refusal) {
        guard parties.contains(party) else {
            throw Refusal(
                .notAParty, field: field,
                "\(party) is not a party to this agreement; there \(parties.inventory).")
        }
    }
}

extension Agreement {
    /// The text of an agreement is there; nobody is bound by it yet.
    package struct Drafted: CreatingEvent<Agreement> {
        package static let type: EventType = "agreement.drafted"
        package static let refusals: [Rule] = [.tooFewParties]
        package static let command: CommandName = "draft"

        package enum Kind: String, Enumeration {
            case framework
            case jointConstruction = "joint_construction"
            case project, confidentiality, funding, other
        }

        /// What the agreement is called.
        package var title: String
        /// What kind of agreement it is.
        package var type: Kind
        /// What it is about.
        package var object: Prose
        /// The institutions that are to sign it, at least two.
        package var parties: [Institution.ID]

        package func check(_ agreement: Agreement) throws(Refusal) {
            guard Set(parties).count >= 2 else {
                let named = parties.first.map { "the only one named here is \($0)" } ?? "none is named here"
                throw Refusal(
                    .tooFewParties, field: "parties", "An agreement has two parties at least; \(named).")
            }
        }

        package func apply(to agreement: inout Agreement) { agreement.parties = Set(parties) }
    }

    /// A party has signed. With the last of the signatures the agreement comes into force.
    package struct Signed: RecordableEvent<Agreement> {
        package static let type: EventType = "agreement.signed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notAParty, .alreadySigned, .illegalTransition]
        package static let command: CommandName = "sign"
        package static let afterTheEnd = AfterTheEnd.accepted
        package static let precedesTheEnd = true

        /// For which party.
        package var party: Institution.ID
        /// Who signed for it.
        package var signatory: Person.ID
        /// In which functions the signatory did (`Vice President`).
        package var capacity: [String]
        /// The meeting at which it was signed.
        package var activity: Activity.ID?

        package func check(_ agreement: Agreement) throws(Refusal) {
            try agreement.require(party: party, field: "party")
            if let day = agreement.signatures[party] {
                throw Refusal(
                    .alreadySigned, field: "party", "\(party) has signed this agreement already (\(day)).")
            }
            try agreement.require(.drafted)
        }

        package func apply(to agreement: inout Agreement, on occurredOn: PartialDate) {
            agreement.signatures[party] = occurredOn
        }
    }

    /// The parties agree on a change.
    package struct Amended: RecordableEvent<Agreement> {
        package static let type: EventType = "agreement.amended"
        package static let effect = Effect.adds
        package static let command: CommandName = "amend"

        /// What is agreed from now on. What was changed before anyone signed was signed with the rest.
        package var text: Prose

        package func check(_ agreement: Agreement, _ context: CommandContext) throws(Refusal) {
            let first = agreement.signatures.values.reduce(nil, PartialDate.first)
            if let first { try context.requireNotBefore("it was signed first", on: first) }
        }
    }

    /// The agreement binds nobody any longer.
    package struct Terminated: RecordableEvent<Agreement> {
        package static let type: EventType = "agreement.terminated"
        package static let effect = Effect.moves
        package static let refusals: [Rule] = [.notAParty, .intervalReversed, .illegalTransition]
        package static let command: CommandName = "terminate"
        package static let afterTheEnd = AfterTheEnd.accepted

        /// The party that ended it, if one did.
        package var by: Institution.ID?

        package func check(_ agreement: Agreement) throws(Refusal) {
            try agreement.require(.drafted, .inForce)
            if let by { try agreement.require(party: by, field: "by") }
        }

        package func apply(to agreement: inout Agreement, on occurredOn: PartialDate) {
            agreement.endedOn = occurredOn
        }
    }
}
