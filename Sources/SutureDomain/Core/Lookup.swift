/// A question that a rule asks across all records of a kind.
///
/// Read models propose candidates; each candidate's exact state decides (``Record/answers(_:)``).
package enum Lookup: Hashable, Sendable {
    /// A live institution or unit that is called so, by name or alias.
    case name(String)
    /// A live enrolment of the person in the programme.
    case enrolment(person: Person.ID, programme: Unit.ID)
    /// A live appointment of the person as a joint training instructor for the project, not ended by then.
    case appointment(person: Person.ID, project: Project.ID, on: PartialDate)
    /// An appointment of the person as a joint training instructor, for whatever project, not ended by then.
    case instructorship(person: Person.ID, on: PartialDate)

    package func key(ofKind kind: String) -> LookupKey {
        switch self {
        case .name(let name): LookupKey(kind: kind, text: name)
        case .enrolment(let person, _), .appointment(let person, _, _), .instructorship(let person, _):
            LookupKey(kind: kind, text: person.text)
        }
    }
}
