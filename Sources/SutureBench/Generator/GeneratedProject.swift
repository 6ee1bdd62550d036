/// A project that runs, as far as what follows depends on it.
struct GeneratedProject: Sendable {
    let id: String
    /// Clinicians on it who are not instructors yet.
    var doctors: [String] = []
    var instructors: [String] = []
    var milestoneCount = 0
}
