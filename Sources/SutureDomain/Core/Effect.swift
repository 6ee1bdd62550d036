/// What an event does to what its record was before it.
///
/// From this follows when an undated event counts, and what a date cannot precede.
package enum Effect: Sendable {
    /// Adds a fact to those that are there: an alias, a membership, an outcome, a step of an institution's
    /// history. Undated it counts as soon as its record does.
    case adds
    /// What was there before ends, or is another from now on: a membership, a name, a site's state, a level.
    /// Undated it counts as now, and never before what it ends.
    case changes
    /// The record comes to another state, never provably before the last one. Undated it counts as now, too.
    case moves
}
