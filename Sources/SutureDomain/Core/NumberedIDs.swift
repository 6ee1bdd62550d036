/// Ids of one kind that are assigned in a row: `P-0001`, `P-0002`. Persons have theirs, since no id is made
/// of a name; other records do where whoever records them asks for it (`I-{next}`).
package struct NumberedIDs: Hashable, Sendable {
    /// Those of persons, whose ids need not be asked for.
    package static let persons = NumberedIDs(kind: Person.kind, prefix: "P-")

    /// What stands for the number where one is asked for.
    package static let placeholder = "{next}"
    /// A greater number was chosen by a client and is not counted on from.
    package static let numberMax = 999_999_999
    private static let digitCountMin = 4

    /// Of the records.
    package let kind: String
    /// Before the number.
    package let prefix: String
}

extension NumberedIDs {
    /// - Parameter id: as the client gave it, with the placeholder at its end.
    /// - Returns: `nil` if it is an id, or if what stands before the placeholder can begin none.
    package init?<Subject: Record>(asked id: String, of subject: Subject.Type) {
        guard id.hasSuffix(NumberedIDs.placeholder) else { return nil }
        let prefix = id.dropLast(NumberedIDs.placeholder.count)
        guard let first = RecordID<Subject>(prefix + String(NumberedIDs.numberMax)), first.isOfOwnKind
        else { return nil }
        self.init(
            kind: Subject.kind, prefix: String(first.stream.id.dropLast(String(NumberedIDs.numberMax).count)))
    }

    /// The record with that number.
    package func stream(number: Int) -> StreamName {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, NumberedIDs.digitCountMin - digits.count))
        return StreamName(kind: kind, id: "\(prefix)\(zeros)\(digits)")
    }

    /// The number of an id of that form; `nil` for every other record.
    package func number(of stream: StreamName) -> Int? {
        guard stream.isOf(kind), stream.id.hasPrefix(prefix) else { return nil }
        return Int(stream.id.dropFirst(prefix.count)).flatMap { number in
            (1...NumberedIDs.numberMax).contains(number) && self.stream(number: number) == stream
                ? number : nil
        }
    }
}
