package import SutureDomain
package import SutureJSON

/// A step up from one schema of an event type to the next: makes the newer fields of the older ones.
package typealias Upcast = @Sendable (JSONObject) throws -> JSONObject

/// The ways up from every schema in which events were ever written.
///
///     written as schema 1 ──1→2──▶ ──2→3──▶ schema 3, the type's own ──▶ decoded
///
/// What is in a log is never rewritten: each time it is read it is taken up, one step after another. A step
/// is written when its newer schema is, and never changed again.
package struct Upcasts: Sendable {
    /// Those of released versions. None so far: every type is as the first version wrote it.
    package static let released = Upcasts([:])

    private let stepsByType: [EventType: [Upcast]]

    /// - Parameter steps: of each type that has older schemas, the first from schema 1 to 2.
    package init(_ steps: [EventType: [Upcast]]) { stepsByType = steps }

    /// How many steps there are: one less than the type's schema.
    package func stepCount(of type: EventType) -> Int { stepsByType[type]?.count ?? 0 }

    /// The fields as the last schema has them.
    func fields(_ old: JSONObject, of type: EventType, from schema: Int) throws -> JSONObject {
        try (stepsByType[type] ?? [])[(schema - 1)...].reduce(old) { fields, step in try step(fields) }
    }
}
