/// A view and what fills it.
///
/// A read model meets subsequences of history, in log order: it never assumes that a record which an event refers
/// to, or an earlier event of the same stream, is there.
package protocol ReadModel: Sendable {
    static var view: View { get }
    /// Says what the events make of the view.
    static func project(when: inout Projection)
}
