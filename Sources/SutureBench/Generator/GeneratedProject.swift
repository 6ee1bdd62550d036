/// A project that runs, as far as what follows depends on it.
struct GeneratedProject: Sendable {
    let id: String
    /// The clinical problem that it is to solve.
    let problem: String
    /// Clinicians on it who are not instructors yet.
    var doctors: [String] = []
    var instructors: [String] = []
    var milestoneCount = 0
}
