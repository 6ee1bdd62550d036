/// An organisation that the programme has to do with: a university, a hospital, an enterprise, an authority.
///
/// It has no life cycle: it is known from its registration on, and its names and affiliations change.
package struct Institution: Named {
    package static let kind = "institution"

    package static let vocabulary: [any Event.Type] = [
        Registered.self, AliasAdded.self, Renamed.self, Affiliated.self, AffiliationEnded.self,
        Identified.self,
    ]

    /// How an institution belongs to another.
    package enum Relation: String, Enumeration {
        case parent
        case schoolOf = "school_of"
        case affiliatedHospital = "affiliated_hospital"
        case memberOf = "member_of"
        case successorOf = "successor_of"
    }

    package struct Affiliation: Hashable, Sendable {
        package let to: Institution.ID
        package let relation: Relation
    }

    private var name = ""
    private var aliases: Set<String> = []
    /// The ones that have not ended, with their beginning.
    package private(set) var affiliations: [Affiliation: PartialDate] = [:]

    package init() {}

    package var names: Set<String> { aliases.union([name]) }
}

// MARK: Names

extension Institution {
    /// The institution is known from now on.
    package struct Registered: CreatingEvent<Institution> {
        package static let type: EventType = "institution.registered"
        package static let command: CommandName = "register"

        package enum Kind: String, Enumeration {
            case university
            case medicalSchool = "medical_school"
            case school, hospital
            case researchInstitute = "research_institute"
            case enterprise
            case governmentBody = "government_body"
            case academy, other
        }

        /// The full name, as the institution writes it in English if it does.
        package var name: String
        /// What kind of organisation it is.
        package var type: Kind
        /// The country of its seat.
        package var country: String?
        /// The city of its seat.
        package var city: String?

        package func apply(to institution: inout Institution) { institution.name = name }
    }

    /// The institution is also called so.
    package struct AliasAdded: RecordableEvent<Institution> {
        package static let type: EventType = "institution.alias-added"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .aliasTaken]
        package static let command: CommandName = "add-alias"

        /// The other name.
        package var alias: String
        /// In which way it differs from the full name.
        package var type: AliasType

        package func check(
            _ institution: Institution, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try institution.requireFree(alias: alias, in: records, context)
        }

        package func apply(to institution: inout Institution) { institution.aliases.insert(alias) }
    }

    /// The institution has a new name. The old one still finds it if it is an alias, too.
    package struct Renamed: RecordableEvent<Institution> {
        package static let type: EventType = "institution.renamed"
        package static let effect = Effect.changes
        package static let command: CommandName = "rename"

        /// The new full name.
        package var name: String

        package var part: Part? { .name }

        package func apply(to institution: inout Institution) { institution.name = name }
    }

    /// A public register knows the institution under this identifier.
    package struct Identified: RecordableEvent<Institution> {
        package static let type: EventType = "institution.identified"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.badIdentifier]
        package static let command: CommandName = "identify"

        package enum Scheme: String, Enumeration { case ror, uscc, grid, isni }

        /// Which register: ROR (`ror`), the unified social credit code (`uscc`), GRID (`grid`) or ISNI
        /// (`isni`).
        package var scheme: Scheme
        /// The identifier, such as `00ay9v204` in ROR.
        package var value: String

        package func check(_ institution: Institution) throws(Refusal) {
            switch scheme {
            case .ror: try CheckDigits.requireROR(value, field: "value")
            case .uscc: try CheckDigits.requireUSCC(value, field: "value")
            case .isni: try CheckDigits.requireISNI(value, field: "value")
            // Its last character is one, but how it is reckoned was never published.
            case .grid: break
            }
        }
    }
}

// MARK: Affiliations

extension Institution {
    /// The institution belongs to another.
    package struct Affiliated: RecordableEvent<Institution> {
        package static let type: EventType = "institution.affiliated"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .cycle]
        package static let command: CommandName = "affiliate"

        /// The institution to which it belongs.
        package var to: Institution.ID
        /// How it belongs to that one.
        package var relation: Relation

        package var part: Part? { Part("affiliation", to.text, relation.rawValue) }

        package func check(
            _ institution: Institution, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard institution.affiliations[Affiliation(to: to, relation: relation)] == nil else {
                throw Refusal(
                    .alreadyExists, field: "to", "It is affiliated to \(to) as \(relation.rawValue) already.")
            }
            try requireNoWayBack(in: records, context)
        }

        /// Follows every affiliation upwards from the new one.
        private func requireNoWayBack(
            in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            var seen: Set<Institution.ID> = []
            var waiting = [to]
            while let next = waiting.popLast() {
                guard next.stream != context.stream else {
                    throw Refusal(
                        .cycle, field: "to", record: to.stream,
                        next == to && seen.isEmpty
                            ? "An institution cannot be affiliated to itself."
                            : "\(to) is itself affiliated to this institution, directly or through others.")
                }
                guard seen.insert(next).inserted, let state = records.find(next) else { continue }
                waiting += state.affiliations.keys.map(\.to)
            }
        }

        package func apply(to institution: inout Institution, on occurredOn: PartialDate) {
            institution.affiliations[Affiliation(to: to, relation: relation)] = occurredOn
        }
    }

    /// The institution no longer belongs to another in this way.
    package struct AffiliationEnded: RecordableEvent<Institution> {
        package static let type: EventType = "institution.affiliation-ended"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "end-affiliation"

        /// The institution to which it belonged.
        package var to: Institution.ID
        /// How it belonged to that one.
        package var relation: Relation

        package var part: Part? { Part("affiliation", to.text, relation.rawValue) }

        package func check(_ institution: Institution, _ context: CommandContext) throws(Refusal) {
            guard let since = institution.affiliations[Affiliation(to: to, relation: relation)] else {
                throw Refusal(
                    .notFound, field: "to", "It is not affiliated to \(to) as \(relation.rawValue).")
            }
            try context.requireEnd(of: "The affiliation", since: since)
        }

        package func apply(to institution: inout Institution) {
            institution.affiliations[Affiliation(to: to, relation: relation)] = nil
        }
    }
}
