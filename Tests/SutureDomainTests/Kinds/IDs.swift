import SutureDomain

/// An id that comes from a table of arguments, which holds strings.
func id<Kind: RecordKind>(_ text: String) -> RecordID<Kind> { RecordID(stringLiteral: text) }
