/// A trial that runs, as far as what follows depends on it.
struct GeneratedTrial: Sendable {
    let id: String
    let device: String
    let siteCount: Int
    /// When so many have been enrolled, the trial comes to its end.
    let subjectCountMax: Int
    /// Everybody who was ever enrolled has a number up to this.
    var subjectCount = 0
    /// Who still takes part.
    var subjects: [Int] = []

    /// A subject stays at one site.
    func site(of subject: Int) -> String { "SITE-\(1 + subject % siteCount)" }
}
