import SutureDomain

extension Student: Viewed {
    static let readModels = [students, instructors, training]

    private static let students = ReadModel(of: Student.self, "Enrolments of persons as students.") { when in
        when(Enrolled.self) { enrolled, row in
            row.put("person", enrolled.person, "Who is enrolled.", [.label, .indexed])
            row.put("level", enrolled.level, "{words}.")
            row.put("home", enrolled.home, "The institution that the student comes from.")
            row.put("school", enrolled.school, "The school.")
            row.put("programme", enrolled.programme, "The programme.")
            row.put("status", Status.enrolled, "{words}.")
            row.put("enrolledOn", row.occurredOn, "Since when.")
        }
        when(transition: Withdrawn.self) { withdrawn, row in
            row.put("endedOn", row.occurredOn, "When the student withdrew or completed.")
            row.put("withdrawalGround", withdrawn.ground, "Why the student withdrew.")
        }
        when(transition: Completed.self) { completed, row in
            row.put("endedOn", row.occurredOn)
            row.put("award", completed.award, "What the student was awarded.")
        }
        when(LevelChanged.self) { changed, row in row.put("level", changed.level) }
        when(transition: Suspended.self)
        when(transition: Resumed.self)
    }

    private static let instructors = ReadModel(
        "student-instructor", of: Student.self, list: "instructors",
        "Who instructs or instructed which student."
    ) { when in
        when(InstructorAssigned.self) { assigned, row in
            row.put("instructor", assigned.instructor, "The person who instructs.", .indexed)
            row.put("type", assigned.type, "{words}.")
            row.put("assignedOn", row.occurredOn, "Since when.")
        }
        when(InstructorReleased.self) { released, row in
            row.match("instructor", released.instructor)
            row.match("type", released.type)
            row.match(absent: "releasedOn")
            row.put("releasedOn", row.occurredOn, "Until when; absent while it lasts.")
        }
    }

    private static let training = ReadModel(
        "student-training", list: "training", when: TrainingCompleted.self,
        "Parts of their training that students completed."
    ) { completed, row in
        row.put("component", completed.component, "The part.")
        row.put("result", completed.result, "With what result.")
        row.put("completedOn", row.occurredOn, "When.")
    }
}
