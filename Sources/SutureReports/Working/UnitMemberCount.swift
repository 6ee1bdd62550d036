/// How many members a unit has, as SQL expressions.
package enum UnitMemberCount {
    /// Counts the present members known by name, each once: with `asOf` it may have joined again before it
    /// left.
    package static func named(unit: String) -> String {
        "(SELECT count(DISTINCT m.institution) FROM unit_member m WHERE m.unit = \(unit) AND m.left_on IS NULL)"
    }

    /// Counts the members that were recorded by number and have not been named since. Not below zero: with
    /// `asOf` a naming may count before the number does.
    package static func unnamed(unit: String) -> String {
        """
        max(0, (SELECT coalesce(sum(n.count), 0) FROM unit_unnamed_member n WHERE n.unit = \(unit)) \
        - (SELECT count(*) FROM unit_member m WHERE m.unit = \(unit) AND m.formerly_unnamed))
        """
    }
}
