/// One thing that is wrong with what was sent.
package struct ShapeProblem: Equatable, Sendable {
    /// Where it stands: `result`, `contributors[2].role`, `context.occurredOn`.
    package let path: String
    /// Names the place, the text that stood there, and the form that it should have; without a point.
    package let message: String

    /// The field, or the circumstance, in which it stands.
    package var field: String {
        let isOfContext = path.hasPrefix("context.")
        let inner = isOfContext ? path.dropFirst("context.".utf8.count) : path[...]
        return (isOfContext ? "context." : "") + inner.prefix { $0 != "." && $0 != "[" }
    }

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}
