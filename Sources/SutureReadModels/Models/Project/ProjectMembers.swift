import SutureDomain

/// Who works and worked on projects, and as what.
enum ProjectMembers: ReadModel {
    static let view = View(
        "project-member", of: Project.self, list: "members", "Persons who work or worked on projects.",
        key: .entry, indexed: ["person", "student"],
        columns: [
            .reference("person", to: Person.self, "The member."),
            .text("role", "As what."),
            .reference("student", to: Student.self, "The enrolment, of students."),
            .date("joinedOn", "Since when."),
            .date("leftOn", "Until when; absent while the person is a member."),
            .text("leavingGround", "Why the person left."),
        ])

    static func project(when: inout Projection) {
        when(Project.MemberJoined.self) { joined, rows in
            try rows.put([
                "person": joined.person, "role": joined.role.rawValue, "student": joined.student,
                "joinedOn": rows.occurredOn,
            ])
        }
        when(Project.MemberLeft.self) { left, rows in
            try rows.update(
                where: ["person": left.person, "role": left.role.rawValue, "leftOn": String?.none],
                set: ["leftOn": rows.occurredOn, "leavingGround": left.ground])
        }
    }
}
