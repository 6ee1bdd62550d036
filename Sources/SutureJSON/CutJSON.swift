/// A JSON object that was made to fit: long texts and lists of texts are cut, each with a mark, and sections,
/// which are arrays of objects, end early.
package struct CutJSON: Sendable {
    /// A section that ends early.
    package struct Omission: Hashable, Sendable {
        /// The names of the members that lead to it (`criteria.evidence`).
        package let section: String
        /// How many rows are left out.
        package let count: Int
    }

    package let bytes: [UInt8]
    package let omissions: [Omission]

    /// Sections within rows are cut first, so that something is shown of most rows; then the large ones.
    package init(
        _ object: JSONView, byteCountMax: Int = ReplyLimits.pageByteCountMax,
        textByteCountMax: Int = ReplyLimits.textByteCountMax,
        rowCountMax: Int = ReplyLimits.sectionRowCountMax
    ) {
        var attempt = Attempt(
            textByteCountMax: textByteCountMax, rowCountMax: rowCountMax, innerRowCountMax: rowCountMax)
        attempt.write(object)
        for innerRowCountMax in CutJSON.innerRowCounts where attempt.byteCount > byteCountMax {
            attempt = Attempt(
                textByteCountMax: textByteCountMax, rowCountMax: rowCountMax,
                innerRowCountMax: innerRowCountMax)
            attempt.write(object)
        }
        var textByteCountMax = textByteCountMax
        while attempt.byteCount > byteCountMax, textByteCountMax >= CutJSON.textByteCountMin {
            attempt = Attempt(
                textByteCountMax: textByteCountMax, rowCountMax: rowCountMax,
                innerRowCountMax: CutJSON.innerRowCounts.last ?? 0, shares: attempt.shares(of: byteCountMax))
            attempt.write(object)
            textByteCountMax /= 4
        }
        bytes = attempt.writer.bytes
        omissions = attempt.omitted.map { Omission(section: $0, count: $1) }.sorted {
            $0.section < $1.section
        }
    }

    /// How many rows of a section within a row are shown, tried one after another.
    private static let innerRowCounts = [1_000, 100, 10]
    /// No text is cut further, however many there are.
    private static let textByteCountMin = 64
}

/// One way of writing the object.
private struct Attempt {
    let textByteCountMax: Int
    let rowCountMax: Int
    let innerRowCountMax: Int
    /// How many bytes each of the object's own sections may have; as many as it has where none is named.
    var shares: [String: Int] = [:]

    var writer = JSONWriter()
    var omitted: [String: Int] = [:]
    /// Of the object's own sections.
    var byteCounts: [String: Int] = [:]

    var byteCount: Int { writer.bytes.count }

    /// What there is room for of each section: small ones are whole, the large ones share the rest.
    func shares(of byteCountMax: Int) -> [String: Int] {
        var rest = byteCountMax - (byteCount - byteCounts.values.reduce(0, +))
        var shares: [String: Int] = [:]
        let ordered = byteCounts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (index, section) in ordered.enumerated() {
            let share = min(section.value, max(0, rest) / (ordered.count - index))
            shares[section.key] = share
            rest -= share
        }
        return shares
    }

    /// - Parameter path: the names of the members that lead to the value.
    mutating func write(_ value: JSONView, at path: String = "") {
        switch value.kind {
        case .object:
            writer.beginObject()
            for (name, member) in value.members {
                writer.key(name)
                write(member, at: path.isEmpty ? name : "\(path).\(name)")
            }
            writer.endObject()
        case .array: writeArray(value, at: path)
        // What is shorter with its escapes is shorter without.
        case .string where value.rawBytes.count > textByteCountMax:
            writer.string((value.string ?? "").cut(toByteCount: textByteCountMax))
        case .string, .null, .bool, .integer, .number: writer.value(value)
        }
    }

    private mutating func writeArray(_ array: JSONView, at path: String) {
        let isOwn = !path.contains(".")
        let rowCountMax = isOwn ? rowCountMax : innerRowCountMax
        let share = isOwn ? shares[path] : nil
        writer.beginArray()
        let start = byteCount
        var rowsLeftOut = 0
        var textsLeftOut = 0
        for (index, element) in array.elements.enumerated() {
            if element.kind == .object {
                if rowsLeftOut > 0 || index >= rowCountMax
                    || !writeRow(element, at: path, before: share.map { start + $0 })
                {
                    rowsLeftOut += 1
                }
            } else if byteCount - start > textByteCountMax {
                textsLeftOut += 1
            } else {
                write(element, at: path)
            }
        }
        if textsLeftOut > 0 { writer.string("… [cut: \(textsLeftOut) more]") }
        if rowsLeftOut > 0 { omitted[path, default: 0] += rowsLeftOut }
        if isOwn, byteCount > start { byteCounts[path] = byteCount - start }
        writer.endArray()
    }

    /// - Returns: False if there was no room before that byte; nothing of it is written then.
    private mutating func writeRow(_ row: JSONView, at path: String, before end: Int?) -> Bool {
        let (place, omittedBefore) = (writer.place, omitted)
        write(row, at: path)
        guard let end, byteCount > end else { return true }
        writer.rewind(to: place)
        omitted = omittedBefore
        return false
    }
}
