/// What an adverse event amounts to, as SQL over a row of `adverse_event`. Nothing of it is ever typed in:
///
///     serious   any criterion
///     ade       related to the device in anyone's judgement    adverse device effect
///     sade      serious and ade                                serious adverse device effect
///     usade     sade, and not anticipated in anyone's          unanticipated serious adverse device effect
///
/// Where parties differ, the graver judgement counts.
package enum SafetyClass {
    private static let relations = ["not_related", "possible", "probable", "causal"]

    package static func serious(_ event: String) -> String { "(json_array_length(\(event).criteria) > 0)" }

    package static func ade(_ event: String) -> String { exists("a.to_device <> 'not_related'", of: event) }

    package static func sade(_ event: String) -> String { "(\(serious(event)) AND \(ade(event)))" }

    package static func usade(_ event: String) -> String {
        "(\(sade(event)) AND \(exists("a.anticipated = 0", of: event)))"
    }

    /// NULL where nobody has judged it.
    package static func anticipated(_ event: String) -> String {
        "(SELECT min(a.anticipated) FROM adverse_event_assessment a WHERE a.adverse_event = \(event).id)"
    }

    /// NULL where nobody has judged it.
    /// - Parameter column: of an assessment: to what it is related.
    package static func gravest(_ column: String, of event: String) -> String {
        let ranks = relations.enumerated().map { " WHEN '\($0.element)' THEN \($0.offset)" }.joined()
        let names = relations.enumerated().map { " WHEN \($0.offset) THEN '\($0.element)'" }.joined()
        return
            "(SELECT CASE max(CASE a.\(column)\(ranks) END)\(names) END "
            + "FROM adverse_event_assessment a WHERE a.adverse_event = \(event).id)"
    }

    private static func exists(_ condition: String, of event: String) -> String {
        "EXISTS (SELECT 1 FROM adverse_event_assessment a "
            + "WHERE a.adverse_event = \(event).id AND \(condition))"
    }
}
