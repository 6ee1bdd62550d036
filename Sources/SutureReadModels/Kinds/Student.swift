import SutureDomain

extension Student: Viewed {
    static let readModels: [any ReadModel.Type] = [
        Students.self, StudentInstructors.self, StudentTraining.self,
    ]
}

/// One row per enrolment of a person.
enum Students: ReadModel {
    static let view = View(
        Student.self, label: "person", "Enrolments of persons as students.", indexed: ["person"],
        columns: [
            .reference("person", to: Person.self, "Who is enrolled."),
            .text("level", "undergraduate, master or doctoral."),
            .reference("home", to: Institution.self, "The institution that the student comes from."),
            .reference("school", to: Unit.self, "The school."),
            .reference("programme", to: Unit.self, "The programme."),
            .text("status", "enrolled, suspended, withdrawn or completed."),
            .date("enrolledOn", "Since when."),
            .date("endedOn", "When the student withdrew or completed."),
            .text("withdrawalGround", "Why the student withdrew."),
            .text("award", "What the student was awarded."),
        ])

    static func project(when: inout Projection) {
        when(Student.Enrolled.self) { enrolled, rows in
            try rows.put([
                "person": enrolled.person, "level": enrolled.level.rawValue, "home": enrolled.home,
                "school": enrolled.school, "programme": enrolled.programme, "status": "enrolled",
                "enrolledOn": rows.occurredOn,
            ])
        }
        when(Student.LevelChanged.self) { changed, rows in
            try rows.update(set: ["level": changed.level.rawValue])
        }
        when(Student.Suspended.self) { _, rows in try rows.update(set: ["status": "suspended"]) }
        when(Student.Resumed.self) { _, rows in try rows.update(set: ["status": "enrolled"]) }
        when(Student.Withdrawn.self) { withdrawn, rows in
            try rows.update(set: [
                "status": "withdrawn", "endedOn": rows.occurredOn, "withdrawalGround": withdrawn.ground,
            ])
        }
        when(Student.Completed.self) { completed, rows in
            try rows.update(set: [
                "status": "completed", "endedOn": rows.occurredOn, "award": completed.award,
            ])
        }
    }
}

/// Who instructs which student.
enum StudentInstructors: ReadModel {
    static let view = View(
        "student-instructor", of: Student.self, list: "instructors",
        "Who instructs or instructed which student.",
        key: .entry, indexed: ["instructor"],
        columns: [
            .reference("instructor", to: Person.self, "The person who instructs."),
            .text("type", "joint_training, academic or clinical."),
            .date("assignedOn", "Since when."),
            .date("releasedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        when(Student.InstructorAssigned.self) { assigned, rows in
            try rows.put([
                "instructor": assigned.instructor, "type": assigned.type.rawValue,
                "assignedOn": rows.occurredOn,
            ])
        }
        when(Student.InstructorReleased.self) { released, rows in
            try rows.update(
                where: [
                    "instructor": released.instructor, "type": released.type.rawValue,
                    "releasedOn": String?.none,
                ],
                set: ["releasedOn": rows.occurredOn])
        }
    }
}

/// Which parts of their training students completed.
enum StudentTraining: ReadModel {
    static let view = View(
        "student-training", of: Student.self, list: "training",
        "Parts of their training that students completed.",
        key: .entry,
        columns: [
            .text("component", "The part."),
            .text("result", "With what result."),
            .date("completedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Student.TrainingCompleted.self) { completed, rows in
            try rows.put([
                "component": completed.component, "result": completed.result, "completedOn": rows.occurredOn,
            ])
        }
    }
}
