import SutureDomain

/// Ids that are assigned to persons (`P-0001`), since none is made of a name.
enum AssignedPerson {
    /// A greater number was chosen by a client and is not counted on from.
    static let numberMax = 999_999_999

    static func stream(number: Int) -> StreamName {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return StreamName(kind: Person.kind, id: "P-\(zeros)\(digits)")
    }

    /// The number of an id of that form; `nil` for every other record.
    static func number(of stream: StreamName) -> Int? {
        guard stream.isOf(Person.kind), stream.id.hasPrefix("P-") else { return nil }
        return Int(stream.id.dropFirst(2)).flatMap { number in
            number <= numberMax && self.stream(number: number) == stream ? number : nil
        }
    }
}
