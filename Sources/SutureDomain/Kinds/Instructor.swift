/// One appointment of a doctor of a project as a joint training instructor.
///
///     selected ──end──▶ ended
///     │      ▲
///     └ renew┘
package struct Instructor: StateMachine {
    package static let kind = "instructor"

    package static let vocabulary: [any Event.Type] = [Selected.self, TermRenewed.self, Ended.self]

    package enum Status: String, Enumeration { case selected, ended }
    package static let ends: Set<Status> = [.ended]

    package var status = Status.selected
    package var endedOn: PartialDate?
    package private(set) var person: Person.ID?
    package private(set) var project: Project.ID?
    package private(set) var termEnds: PartialDate?

    package init() {}

    package var lookupTexts: Set<String> { person.map { [$0.text] } ?? [] }

    package func answers(_ lookup: Lookup) -> Bool {
        switch lookup {
        case .appointment(let person, let project, let day):
            endedOn == nil && self.person == person && self.project == project
                && !hasProvablyEnded(before: day)
        case .instructorship(let person, let day): self.person == person && !hasProvablyEnded(before: day)
        case .name, .enrolment: false
        }
    }

    /// A term that ran out ends an appointment as well as a decision does.
    private func hasProvablyEnded(before day: PartialDate) -> Bool {
        [endedOn, termEnds].contains { end in end.map(day.isProvablyAfter) ?? false }
    }
}

extension Instructor {
    /// A doctor of a project is selected as a joint training instructor.
    package struct Selected: CreatingEvent<Instructor> {
        package static let type: EventType = "instructor.selected"
        package static let refusals: [Rule] = [
            .instructorNotProjectDoctor, .alreadyInstructor, .intervalReversed, .illegalTransition,
        ]
        package static let command: CommandName = "select"

        /// Who is selected: someone who is or was on the project as a clinician, or who was qualified as one
        /// while on it in any role.
        package var person: Person.ID
        /// The graduate school that selects.
        package var school: Unit.ID
        /// The project from whose doctors the instructor is selected.
        package var project: Project.ID
        /// The last day of the term, if there is one.
        package var termEnds: PartialDate?

        package func check(
            _ instructor: Instructor, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try Instructor.require(termEnds, after: context.occurredOn)
            guard let doctor = records.find(person), let team = records.find(project),
                team.hadDoctor(person, doctor)
            else {
                throw Refusal(
                    .instructorNotProjectDoctor, field: "person", record: project.stream,
                    "\(person) never was on \(project) as a clinician, nor while qualified as one.")
            }
            try Instructor.requireNoAppointment(
                of: person, for: project, in: records, context, field: "person")
        }

        package func apply(to instructor: inout Instructor) {
            instructor.person = person
            instructor.project = project
            instructor.termEnds = termEnds
        }
    }

    /// The appointment lasts longer, or has a last day from now on.
    package struct TermRenewed: RecordableEvent<Instructor> {
        package static let type: EventType = "instructor.term-renewed"
        package static let effect = Effect.moves
        package static let refusals: [Rule] = [.alreadyInstructor, .intervalReversed, .illegalTransition]
        package static let command: CommandName = "renew"
        package static let afterTheEnd = AfterTheEnd.accepted

        /// The last day of the new term.
        package var termEnds: PartialDate

        package func check(
            _ instructor: Instructor, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            try instructor.require(.selected)
            try Instructor.require(termEnds, after: context.occurredOn)
            // Whoever was selected anew in the meantime is not to be an instructor for the project twice.
            if instructor.hasProvablyEnded(before: context.occurredOn),
                let person = instructor.person, let project = instructor.project
            {
                try Instructor.requireNoAppointment(
                    of: person, for: project, in: records, context, field: nil)
            }
        }

        package func apply(to instructor: inout Instructor) { instructor.termEnds = termEnds }
    }

    /// The appointment has ended.
    package struct Ended: Transition<Instructor> {
        package static let type: EventType = "instructor.ended"
        package static let refusals: [Rule] = [.intervalReversed]
        package static let command: CommandName = "end"
        package static let from: [Status] = [.selected]
        package static let to = Status.ended

        /// Why it ended.
        package var ground: Prose
    }

    private static func requireNoAppointment(
        of person: Person.ID, for project: Project.ID, in records: some Records, _ context: CommandContext,
        field: String?
    ) throws(Refusal) {
        let question = Lookup.appointment(person: person, project: project, on: context.occurredOn)
        if let other = records.first(Instructor.self, where: question) {
            throw Refusal(
                .alreadyInstructor, field: field, record: other.stream,
                "\(person) is an instructor for \(project) already, as \(other).")
        }
    }

    /// A term does not end before it begins.
    private static func require(_ termEnds: PartialDate?, after beginning: PartialDate) throws(Refusal) {
        if let termEnds, termEnds.isProvablyBefore(beginning) {
            throw Refusal(
                .intervalReversed, field: "termEnds",
                "The term cannot end (\(termEnds)) before it begins (\(beginning)).")
        }
    }
}
