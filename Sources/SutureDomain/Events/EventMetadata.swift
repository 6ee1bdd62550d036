/// Who asked for an event, with which command, and on what grounds. What is absent is left out.
package struct EventMetadata: Hashable, Sendable {
    /// Who asked, from the kernel's peer credentials.
    package struct Actor: Hashable, Sendable {
        package var uid: Int64
        /// The account's name, where the system knows one.
        package var user: String?
        package var role: Role
        /// The person for whom a service acted (`person/P-0001`).
        package var onBehalfOf: String?

        package init(uid: Int64, user: String? = nil, role: Role, onBehalfOf: String? = nil) {
            self.uid = uid
            self.user = user
            self.role = role
            self.onBehalfOf = onBehalfOf
        }
    }

    /// The command that a client named, so that it is never recorded twice.
    package struct Origin: Hashable, Sendable {
        package var id: String
        /// Of the command's content, in hexadecimal; under the person's key where personal data is in it.
        package var digest: String

        package init(id: String, digest: String) {
            self.id = id
            self.digest = digest
        }
    }

    /// Where an event comes from that an import recorded.
    package struct ImportPlace: Hashable, Sendable {
        /// The import, by the position of its first event.
        package var batch: Position
        /// The line of the sheet on which the row begins that says so.
        package var line: Int64?

        package init(batch: Position, line: Int64? = nil) {
            self.batch = batch
            self.line = line
        }
    }

    package var actor: Actor
    package var command: Origin?
    package var correlation: String?
    package var causation: String?
    package var reason: String?
    package var sources: [String]?
    package var `import`: ImportPlace?

    package init(
        actor: Actor, command: Origin? = nil, correlation: String? = nil, causation: String? = nil,
        reason: String? = nil, sources: [String]? = nil, import place: ImportPlace? = nil
    ) {
        self.actor = actor
        self.command = command
        self.correlation = correlation
        self.causation = causation
        self.reason = reason
        self.sources = sources
        self.import = place
    }
}
