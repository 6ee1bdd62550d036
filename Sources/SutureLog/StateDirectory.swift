/// Where the daemon keeps its files. Names only: nothing is looked at or made.
package struct StateDirectory: Hashable, Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The events: the truth.
    package var log: String { file("log.db") }
    /// One key per person, wrapped by the master key.
    package var keys: String { file("keys.db") }
    /// The master key, where no credential brings it.
    package var masterKey: String { file("master.key") }
    /// The read models: derived, can be deleted at any time.
    package var views: String { file("views.db") }
    /// Held by the daemon while it runs.
    package var lock: String { file("lock") }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }
}
