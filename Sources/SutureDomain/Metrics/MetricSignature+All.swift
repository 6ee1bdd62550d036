extension MetricSignature {
    /// Every figure that a claim may be about, as reports show them. A released name keeps its meaning.
    package static let all: [MetricSignature] = [
        MetricSignature("students.graduate.entered-projects", .optional("home", .record(Institution.self))),
        MetricSignature("students.graduate.in-projects", .optional("home", .record(Institution.self))),
        MetricSignature("projects.with-graduate-students", .optional("home", .record(Institution.self))),
        MetricSignature("students.participated", .optional("programme", .record(Unit.self))),
        MetricSignature("projects.cooperative.carried-out", .optional("unit", .record(Unit.self))),
        MetricSignature("projects.key", .optional("unit", .record(Unit.self))),
        MetricSignature("members", .required("unit", .record(Unit.self))),
        MetricSignature("units.inaugurated"),
        MetricSignature("agreements.signed"),
        MetricSignature("activities.held", .optional("type", .word(Activity.Planned.Kind.self))),
        MetricSignature("doctors.committed", .optional("unit", .record(Unit.self))),
        MetricSignature("doctoral-candidates.committed", .optional("unit", .record(Unit.self))),
        MetricSignature("instructors.joint-training.selected"),
        MetricSignature("devices.in-trials", .optional("type", .word(Device.Registered.Kind.self))),
        MetricSignature("feedback.acclaimed", .optional("type", .word(Device.Registered.Kind.self))),
        MetricSignature(
            "assessment.rating", .required("unit", .record(Unit.self)), .required("year", .year),
            .optional("organiser", .record(Institution.self)), content: .text),
        MetricSignature(
            "assessment.rank", .required("unit", .record(Unit.self)), .required("year", .year),
            .optional("organiser", .record(Institution.self)), content: .number),
        MetricSignature(
            "achievements", .optional("unit", .record(Unit.self)),
            .optional("type", .word(Achievement.Recorded.Kind.self))),
        MetricSignature("achievements.applied-clinically", .optional("unit", .record(Unit.self))),
    ]
}
