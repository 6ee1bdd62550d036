/// What an operator says for one start alone: never by configuration, which would say it again at a start that nobody watches.
package struct StartOrders: Sendable {
    /// A log may begin beside files that tell of another.
    package var beginsNewLog: Bool

    package init(beginsNewLog: Bool = false) { self.beginsNewLog = beginsNewLog }
}
