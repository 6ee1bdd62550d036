/// Every kind of record, every event and every command that this build knows.
package enum Catalogue {
    /// In the order in which they are documented.
    package static let kinds: [any Record.Type] = [
        // Who
        Institution.self, Person.self, Agreement.self, Unit.self,
        // What is asked, and who works on it
        Problem.self, Project.self, Screening.self, Activity.self, Achievement.self,
        // Training and its funding
        Student.self, Instructor.self, Fund.self,
        // Devices, trials, safety
        Device.self, Trial.self, AdverseEvent.self, Deficiency.self,
        // Assessment, and what others say of us
        Assessment.self, Source.self,
        // The installation itself
        Installation.self,
    ]

    /// Every event of the kind: its own, then those that all kinds have.
    package static func events<Subject: Record>(of kind: Subject.Type) -> [any Event.Type] {
        Subject.vocabulary + commonEvents(of: kind)
    }

    /// The events that every kind has whose records people keep.
    package static func commonEvents<Subject: Record>(of kind: Subject.Type) -> [any Event.Type] {
        guard kind.isKeptByPeople else { return [] }
        return [
            NoteAdded<Subject>.self, AttachmentLinked<Subject>.self, Voided<Subject>.self,
            Locked<Subject>.self, Unlocked<Subject>.self,
        ]
    }

    /// The commands that every kind has whose records people keep.
    package static func commonCommands<Subject: Record>(of kind: Subject.Type) -> [any Command.Type] {
        guard kind.isKeptByPeople else { return [] }
        return [
            NoteAdded<Subject>.self, AttachmentLinked<Subject>.self, Voiding<Subject>.self,
            Locked<Subject>.self, Unlocked<Subject>.self,
        ]
    }

    /// The commands that only this kind has.
    package static func ownCommands(of kind: any Record.Type) -> [any Command.Type] {
        kind.vocabulary.compactMap { $0.asCommand }
    }

    /// Every command of the kind, in the same order.
    package static func commands(of kind: any Record.Type) -> [any Command.Type] {
        ownCommands(of: kind) + commonCommands(of: kind)
    }

    package static func kind(named name: some StringProtocol) -> (any Record.Type)? {
        kinds.first { $0.kind == name }
    }

    /// The event of that type; `nil` if this build does not know it.
    package static func event(_ type: EventType) -> (any Event.Type)? { eventsByType[type] }

    /// The command with its kind (`trial.log-outcome`); `nil` if there is none.
    package static func command(_ fullName: String) -> (any Command.Type)? { commandsByName[fullName] }

    private static let eventsByType: [EventType: any Event.Type] = {
        let all = kinds.flatMap { events(of: $0) }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.type, $0) })
    }()

    private static let commandsByName: [String: any Command.Type] = {
        let all = kinds.flatMap { commands(of: $0) }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.fullName, $0) })
    }()
}
