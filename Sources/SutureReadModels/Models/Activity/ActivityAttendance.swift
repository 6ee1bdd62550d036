import SutureDomain

/// Who came to activities.
enum ActivityAttendance: ReadModel {
    static let view = View(
        "activity-attendance", of: Activity.self, list: "attendance", "Who came to activities.", key: .entry,
        columns: [
            .reference("institution", to: Institution.self, "The institution that came."),
            .reference("person", to: Person.self, "Who came."),
            .integer("count", "How many came."),
            .date("attendedOn", "When."),
        ])

    static func project(when: inout Projection) {
        when(Activity.AttendanceRecorded.self) { attendance, rows in
            try rows.put([
                "institution": attendance.institution, "person": attendance.person,
                "count": attendance.count, "attendedOn": rows.occurredOn,
            ])
        }
    }
}
