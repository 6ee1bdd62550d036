/// One enrolment of a person at a level of study.
///
///     enrolled ──complete──▶ completed
///     │     ▲
///     suspend     resume          withdraw (from enrolled or suspended) ──▶ withdrawn
///     ▼     │
///     suspended
package struct Student: StateMachine {
    package static let kind = "student"

    package static let vocabulary: [any Event.Type] = [
        Enrolled.self, LevelChanged.self, InstructorAssigned.self, InstructorReleased.self,
        TrainingCompleted.self, Suspended.self, Resumed.self, Withdrawn.self, Completed.self,
    ]

    package enum Status: String, Enumeration { case enrolled, suspended, withdrawn, completed }
    package static let ends: Set<Status> = [.withdrawn, .completed]

    package enum Level: String, Enumeration { case undergraduate, master, doctoral }

    /// For what an instructor is assigned.
    package enum Instruction: String, Enumeration {
        case jointTraining = "joint_training"
        case academic, clinical
    }

    package struct Assignment: Hashable, Sendable {
        package let instructor: Person.ID
        package let type: Instruction
    }

    package var status = Status.enrolled
    package var endedOn: PartialDate?
    package private(set) var person: Person.ID?
    package private(set) var programme: Unit.ID?
    package private(set) var level = Level.undergraduate
    /// The ones that have not been released, with their beginning.
    package private(set) var instructors: [Assignment: PartialDate] = [:]

    package init() {}

    package var lookupTexts: Set<String> { person.map { [$0.text] } ?? [] }

    package func answers(_ lookup: Lookup) -> Bool {
        guard case .enrolment(let person, let programme) = lookup else { return false }
        return endedOn == nil && self.person == person && self.programme == programme
    }
}

// MARK: Study

extension Student {
    /// The person studies at this level from now on.
    package struct Enrolled: CreatingEvent<Student> {
        package static let type: EventType = "student.enrolled"
        package static let refusals: [Rule] = [.alreadyEnrolled]
        package static let command: CommandName = "enrol"

        /// Who studies.
        package var person: Person.ID
        /// At which level.
        package var level: Level
        /// The institution at which the student is enrolled.
        package var home: Institution.ID
        /// The school of the programme that trains the student.
        package var school: Unit.ID?
        /// The programme in which the student takes part; one person has one live enrolment in it.
        package var programme: Unit.ID?

        package func check(
            _ student: Student, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard let programme else { return }
            let question = Lookup.enrolment(person: person, programme: programme)
            if let other = records.first(Student.self, where: question) {
                throw Refusal(
                    .alreadyEnrolled, field: "person", record: other.stream,
                    "\(person) is enrolled in \(programme) already, as \(other).")
            }
        }

        package func apply(to student: inout Student) {
            student.person = person
            student.programme = programme
            student.level = level
        }
    }

    /// The student goes on at another level.
    package struct LevelChanged: RecordableEvent<Student> {
        package static let type: EventType = "student.level-changed"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.illegalTransition]
        package static let command: CommandName = "change-level"

        /// The new level.
        package var level: Level

        package var part: Part? { Part("level") }

        package func check(_ student: Student) throws(Refusal) {
            guard level != student.level else {
                throw Refusal(
                    .illegalTransition, field: "level", "The student's level is \(level.rawValue) already.")
            }
        }

        package func apply(to student: inout Student) { student.level = level }
    }

    /// The student has passed a part of the training.
    package struct TrainingCompleted: RecordableEvent<Student> {
        package static let type: EventType = "student.training-completed"
        package static let effect = Effect.adds
        package static let command: CommandName = "complete-training"

        /// What the part of the training is called (`clinical rotation`).
        package var component: String
        /// The mark, or how it went.
        package var result: String?
    }
}

// MARK: Instructors

extension Student {
    /// Someone instructs the student from now on.
    package struct InstructorAssigned: RecordableEvent<Student> {
        package static let type: EventType = "student.instructor-assigned"
        package static let effect = Effect.adds
        package static let refusals: [Rule] = [.alreadyExists, .notAnInstructor]
        package static let command: CommandName = "assign-instructor"

        /// Who instructs. For joint training, someone who has been selected as a joint training instructor.
        package var instructor: Person.ID
        /// In what the student is instructed.
        package var type: Instruction

        package var part: Part? { Part("instruction", instructor.text, type.rawValue) }

        package func check(
            _ student: Student, in records: some Records, _ context: CommandContext
        ) throws(Refusal) {
            guard student.instructors[Assignment(instructor: instructor, type: type)] == nil else {
                throw Refusal(
                    .alreadyExists, field: "instructor",
                    "\(instructor) is the student's instructor (\(type.rawValue)) already.")
            }
            guard type == .jointTraining else { return }
            let question = Lookup.instructorship(person: instructor, on: context.occurredOn)
            guard records.first(Instructor.self, where: question) != nil else {
                throw Refusal(
                    .notAnInstructor, field: "instructor", record: instructor.stream,
                    "\(instructor) was not a joint training instructor (\(context.occurredOn)).")
            }
        }

        package func apply(to student: inout Student, on occurredOn: PartialDate) {
            student.instructors[Assignment(instructor: instructor, type: type)] = occurredOn
        }
    }

    /// Someone no longer instructs the student.
    package struct InstructorReleased: RecordableEvent<Student> {
        package static let type: EventType = "student.instructor-released"
        package static let effect = Effect.changes
        package static let refusals: [Rule] = [.notAnInstructor, .intervalReversed]
        package static let command: CommandName = "release-instructor"

        /// Who instructed.
        package var instructor: Person.ID
        /// In what the student was instructed.
        package var type: Instruction

        package var part: Part? { Part("instruction", instructor.text, type.rawValue) }

        package func check(_ student: Student, _ context: CommandContext) throws(Refusal) {
            guard let since = student.instructors[Assignment(instructor: instructor, type: type)] else {
                throw Refusal(
                    .notAnInstructor, field: "instructor",
                    "\(instructor) is not the student's instructor (\(type.rawValue)).")
            }
            try context.requireEnd(of: "The instruction", since: since)
        }

        package func apply(to student: inout Student) {
            student.instructors[Assignment(instructor: instructor, type: type)] = nil
        }
    }
}

// MARK: Life cycle

extension Student {
    /// The student does not study for a while.
    package struct Suspended: Transition<Student> {
        package static let type: EventType = "student.suspended"
        package static let command: CommandName = "suspend"
        package static let from: [Status] = [.enrolled]
        package static let to = Status.suspended
    }

    /// The student studies again.
    package struct Resumed: Transition<Student> {
        package static let type: EventType = "student.resumed"
        package static let command: CommandName = "resume"
        package static let from: [Status] = [.suspended]
        package static let to = Status.enrolled
    }

    /// The student left before the end.
    package struct Withdrawn: Transition<Student> {
        package static let type: EventType = "student.withdrawn"
        package static let command: CommandName = "withdraw"
        package static let from: [Status] = [.enrolled, .suspended]
        package static let to = Status.withdrawn

        /// Why the student left.
        package var ground: Prose
    }

    /// The student finished.
    package struct Completed: Transition<Student> {
        package static let type: EventType = "student.completed"
        package static let command: CommandName = "complete"
        package static let from: [Status] = [.enrolled]
        package static let to = Status.completed

        /// The degree or certificate.
        package var award: String?
    }
}
