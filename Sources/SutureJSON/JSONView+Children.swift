extension JSONView {
    /// The elements of an array; none for any other value.
    package var elements: Elements {
        Elements(document: document, range: kind == .array ? childRange : 0..<0)
    }

    /// The members of an object in the order of the text; none for any other value.
    package var members: Members { Members(document: document, range: kind == .object ? childRange : 0..<0) }

    /// The member of an object with this key, `null` included; `nil` for any other value.
    package subscript(key: String) -> JSONView? {
        guard kind == .object else { return nil }
        return indexOfKey(key, from: index + 1).map { JSONView(document: document, index: $0 + 1) }
    }

    /// How many members the object has; zero for any other value.
    package var memberCount: Int {
        guard kind == .object else { return 0 }
        var count = 0
        var index = index + 1
        while index < Int(node.next) {
            count += 1
            index = Int(document.nodes[index + 1].next)
        }
        return count
    }

    /// The member with this key, `null` included. Members are mostly asked for in their order, so it is
    /// looked for from the place of the one found last.
    /// - Parameter place: of this object alone; zero at first.
    package func member(_ key: String, from place: inout Int) -> JSONView? {
        guard kind == .object, let found = indexOfKey(key, from: max(place, index + 1)) else { return nil }
        let value = JSONView(document: document, index: found + 1)
        place = min(Int(value.node.next), Int(node.next))
        return value
    }

    private var childRange: Range<Int> { index + 1..<Int(node.next) }

    /// The node of a key, looked for from one of this object's keys to the last and then from the first.
    func indexOfKey(_ key: String, from start: Int) -> Int? {
        let range = childRange
        var key = key
        // Unsafe access because every field of every command passes here: bytes are compared in place.
        return key.withUTF8 { key in
            document.bytes.withUnsafeBufferPointer { bytes in
                indexOfKey(key, in: start..<range.upperBound, of: bytes)
                    ?? indexOfKey(key, in: range.lowerBound..<start, of: bytes)
            }
        }
    }

    private func indexOfKey(
        _ key: UnsafeBufferPointer<UInt8>, in range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let node = document.nodes[index]
            if node.isEscaped {
                let raw = UnsafeBufferPointer(rebasing: bytes[node.range])
                if JSONText.string(raw, isEscaped: true).utf8.elementsEqual(key) { return index }
            } else if node.range.count == key.count {
                if isEqual(bytes, from: Int(node.start), key) { return index }
            }
            index = Int(document.nodes[index + 1].next)
        }
        return nil
    }

    private func isEqual(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ key: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var count = 0
        while count < key.count, bytes[start + count] == key[count] { count += 1 }
        return count == key.count
    }

    package struct Elements: Sequence, IteratorProtocol {
        fileprivate let document: JSONDocument
        fileprivate var range: Range<Int>

        package mutating func next() -> JSONView? {
            guard !range.isEmpty else { return nil }
            let view = JSONView(document: document, index: range.lowerBound)
            range = Int(view.node.next)..<range.upperBound
            return view
        }
    }

    package struct Members: Sequence, IteratorProtocol {
        fileprivate let document: JSONDocument
        fileprivate var range: Range<Int>

        package mutating func next() -> (key: String, value: JSONView)? {
            guard !range.isEmpty else { return nil }
            let key = JSONView(document: document, index: range.lowerBound)
            let value = JSONView(document: document, index: range.lowerBound + 1)
            range = Int(value.node.next)..<range.upperBound
            return (key.string ?? "", value)
        }
    }
}
