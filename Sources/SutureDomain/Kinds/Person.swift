/// Someone who takes part in the programme. Names and personal identifiers are sealed, so its state holds
/// none.
///
/// Positions, commitments and qualifications come, and the first two end. The only life cycle is that of the
/// data:
///
///     kept ──erase──▶ erased: every use of the person in a command is refused as `person-erased`, in one
///                     place for all commands (``Records/requireNotErased(_:field:)``)
package struct Person: Record {
    package static let kind = "person"

    package static let vocabulary: [any Event.Type] = [
        Registered.self, AliasAdded.self, PositionHeld.self, PositionEnded.self, HonourConferred.self,
        Qualified.self, Committed.self, CommitmentEnded.self, Identified.self, ErasureRefused.self,
        Erased.self,
    ]

    /// A position that is held; a person may hold several at one place.
    package struct Post: Hashable, Sendable {
        package let at: EitherID<Institution, Unit>
        package let title: String
    }

    package enum Qualification: String, Enumeration {
        case clinician
        case engineeringTeacher = "engineering_teacher"
        case medicalTeacher = "medical_teacher"
        case researcher, administrator
    }

    /// As what a person is committed to a unit.
    package enum Capacity: String, Enumeration {
        case doctor
        case doctoralCandidate = "doctoral_candidate"
        case teacher, other
    }

    package struct Commitment: Hashable, Sendable {
        package let to: Unit.ID
        package let capacity: Capacity
    }

    /// The ones that have not ended, with their beginning.
    package private(set) var posts: [Post: PartialDate] = [:]
    /// The ones that have not ended, with their beginning.
    package private(set) var commitments: [Commitment: PartialDate] = [:]
    /// Whether the person's data were erased.
    package private(set) var isErased = false
    /// Since when, once for each time that it was recorded.
    private var qualifications: [Qualification: [PartialDate]] = [:]

    package init() {}

    /// Whether the person had the qualification on that day, as far as is known.
    package func wasQualified(as qualification: Qualification, on day: PartialDate) -> Bool {
        qualifications[qualification, default: []].contains { !$0.isProvablyAfter(day) }
    }

    package func isQualified(as qualification: Qualification) -> Bool {
        qualifications[qualification] != nil
    }
}

// MARK: Who it is

extension Person {
    /// The person is known from now on.
    package struct Registered: CreatingEvent<Person> {
        package static let type: EventType = "person.registered"
        package static let command: CommandName = "register"

        /// The name in Latin letters. Personal data: sealed before it is written.
        package var name: Sealed
        /// The name in the person's own script. Personal data: sealed before it is written.
        package var localName: Sealed?
    }

    /// The person is also called so.
    package struct AliasAdded: RecordableEvent<Person> {
        package static let type: EventType = "person.alias-added"
        package static let effect = Effect.adds
        package static let command: CommandName = "add-alias"

        /// The other name. Personal data: sealed before it is written.
        package var alias: Sealed
    }

    /// A public or internal register knows the person under this identifier.
    package struct Identified: RecordableEvent<Person> {
        package static let type: EventType = "person.identified"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.badIdentifier]
        package static let command: CommandName = "identify"

        package enum Scheme: String, Enumeration {
            case orcid
            case staffNumber = "staff_number"
            case studentNumber = "student_number"
        }

        /// Which register: ORCID, or an institution's numbers of its staff or students.
        package var scheme: Scheme
        /// The identifier, such as `0000-0002-1825-0097` in ORCID. Personal data: sealed before it is
        /// written.
        package var value: Sealed

        package func check(_ person: Person) throws(Refusal) {
            if scheme == .orcid, let text = value.plainText {
                try CheckDigits.requireORCID(text, field: "value")
            }
        }
    }
}

// MARK: Erasure

extension Person {
    /// It was asked that the person's data be erased, and decided that they are not.
    package struct ErasureRefused: RecordableEvent<Person> {
        package static let type: EventType = "person.erasure-refused"
        package static let effect = Effect.adds
        package static let command: CommandName = "refuse-erasure"

        /// Why they are kept: the law or the duty that demands it. No personal data.
        package var ground: Prose
        /// Who decided so: an office or a function (`data protection officer`). No personal data.
        package var decidedBy: String
    }

    /// The person's names and identifiers are erased: their key is deleted, and nobody can read them again.
    /// What the person did stays, and so does every figure.
    package struct Erased: RecordableEvent<Person> {
        package static let type: EventType = "person.erased"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.personErased]
        package static let command: CommandName = "erase"
        package static let requiredRole = Role.steward
        /// What was deleted does not come back.
        package static let isVoidable = false

        /// The law or the right that demands it (`GDPR Art. 17(1)(b)`). No personal data.
        package var legalGround: Prose
        /// Who decided so: an office or a function (`data protection officer`). No personal data.
        package var decidedBy: String

        package func apply(to person: inout Person) { person.isErased = true }
    }
}

// MARK: What it does

extension Person {
    /// The person holds a position, beside any others.
    package struct PositionHeld: RecordableEvent<Person> {
        package static let type: EventType = "person.position-held"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "hold-position"

        /// The institution or unit, with its kind (`institution/USST`).
        package var at: EitherID<Institution, Unit>
        /// What the position is called (`Vice President`).
        package var title: String
        /// The department or school there.
        package var department: String?

        package var part: Part? { Part("position", at.stream.text, title) }

        package func check(_ person: Person) throws(Refusal) {
            guard person.posts[Post(at: at, title: title)] == nil else {
                throw Refusal(
                    .alreadyExists, field: "title", "The person is \(title) at \(at.stream) already.")
            }
        }

        package func apply(to person: inout Person, on occurredOn: PartialDate) {
            person.posts[Post(at: at, title: title)] = occurredOn
        }
    }

    /// The person no longer holds a position.
    package struct PositionEnded: RecordableEvent<Person> {
        package static let type: EventType = "person.position-ended"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "end-position"

        /// The institution or unit, with its kind (`institution/USST`).
        package var at: EitherID<Institution, Unit>
        /// What the position was called, exactly as it was recorded.
        package var title: String

        package var part: Part? { Part("position", at.stream.text, title) }

        package func check(_ person: Person, _ context: CommandContext) throws(Refusal) {
            guard let since = person.posts[Post(at: at, title: title)] else {
                throw Refusal(.notFound, field: "title", "The person is not \(title) at \(at.stream).")
            }
            try context.requireEnd(of: "The position", since: since)
        }

        package func apply(to person: inout Person) { person.posts[Post(at: at, title: title)] = nil }
    }

    /// The person received a title of honour (`academician`).
    package struct HonourConferred: RecordableEvent<Person> {
        package static let type: EventType = "person.honour-conferred"
        package static let effect = Effect.adds
        package static let command: CommandName = "confer-honour"

        /// What the honour is called.
        package var title: String
        /// Who conferred it.
        package var body: String?
    }

    /// The person is qualified for a kind of work. Who is qualified as clinician counts as a doctor.
    package struct Qualified: RecordableEvent<Person> {
        package static let type: EventType = "person.qualified"
        package static let effect = Effect.adds
        package static let command: CommandName = "qualify"

        /// What the person is qualified as.
        package var qualification: Qualification
        /// Where the person works in that capacity.
        package var institution: Institution.ID?
        /// The field of work (`orthopaedics`).
        package var discipline: String?

        package func apply(to person: inout Person, on occurredOn: PartialDate) {
            person.qualifications[qualification, default: []].append(occurredOn)
        }
    }

    /// The person has committed to work in a unit's field.
    package struct Committed: RecordableEvent<Person> {
        package static let type: EventType = "person.committed"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists]
        package static let command: CommandName = "commit"

        /// The unit.
        package var to: Unit.ID
        /// As what the person is committed.
        package var capacity: Capacity

        package var part: Part? { Part("commitment", to.text, capacity.rawValue) }

        package func check(_ person: Person) throws(Refusal) {
            guard person.commitments[Commitment(to: to, capacity: capacity)] == nil else {
                throw Refusal(
                    .alreadyExists, field: "to",
                    "The person is committed to \(to) as \(capacity.rawValue) already.")
            }
        }

        package func apply(to person: inout Person, on occurredOn: PartialDate) {
            person.commitments[Commitment(to: to, capacity: capacity)] = occurredOn
        }
    }

    /// The person is no longer committed to a unit in this capacity.
    package struct CommitmentEnded: RecordableEvent<Person> {
        package static let type: EventType = "person.commitment-ended"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "end-commitment"

        /// The unit.
        package var to: Unit.ID
        /// As what the person was committed.
        package var capacity: Capacity

        package var part: Part? { Part("commitment", to.text, capacity.rawValue) }

        package func check(_ person: Person, _ context: CommandContext) throws(Refusal) {
            guard let since = person.commitments[Commitment(to: to, capacity: capacity)] else {
                throw Refusal(
                    .notFound, field: "to", "The person is not committed to \(to) as \(capacity.rawValue).")
            }
            try context.requireEnd(of: "The commitment", since: since)
        }

        package func apply(to person: inout Person) {
            person.commitments[Commitment(to: to, capacity: capacity)] = nil
        }
    }
}
