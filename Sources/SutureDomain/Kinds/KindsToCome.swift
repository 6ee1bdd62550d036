/// Kinds that fields refer to already and that have no records yet: every reference to one is refused as `not-found`.
package enum Agreement: RecordKind { package static let kind = "agreement" }
package enum Problem: RecordKind { package static let kind = "problem" }
package enum Activity: RecordKind { package static let kind = "activity" }
