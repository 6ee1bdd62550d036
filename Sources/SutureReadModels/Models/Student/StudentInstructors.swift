import SutureDomain

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
