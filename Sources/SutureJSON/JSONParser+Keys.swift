extension JSONParser {
    /// Up to this many keys are compared pair by pair, which is faster than hashing and allocates nothing.
    private static let pairwiseKeyCountMax = 16

    /// The first key that equals an earlier one of the same object.
    func indexOfDuplicateKey(in object: Int) -> Int? {
        var keyCount = 0
        var isEscaped = false
        var index = object + 1
        while index < nodes.count {
            keyCount += 1
            isEscaped = isEscaped || nodes[index].isEscaped
            index = Int(nodes[index + 1].next)
        }
        return keyCount > JSONParser.pairwiseKeyCountMax || isEscaped
            ? indexOfDuplicateByHash(in: object) : indexOfDuplicateByPair(in: object)
    }

    private func indexOfDuplicateByPair(in object: Int) -> Int? {
        var key = object + 1
        while key < nodes.count {
            var earlier = object + 1
            while earlier < key {
                if isEqual(nodes[earlier], nodes[key]) { return key }
                earlier = Int(nodes[earlier + 1].next)
            }
            key = Int(nodes[key + 1].next)
        }
        return nil
    }

    private func isEqual(_ left: JSONNode, _ right: JSONNode) -> Bool {
        guard left.end - left.start == right.end - right.start else { return false }
        return bytes[left.range].elementsEqual(bytes[right.range])
    }

    /// Bytes are compared and not strings: two spellings of `é` are two keys.
    private func indexOfDuplicateByHash(in object: Int) -> Int? {
        var keys: Set<[UInt8]> = []
        var index = object + 1
        while index < nodes.count {
            let raw = UnsafeBufferPointer(rebasing: bytes[nodes[index].range])
            guard keys.insert(Array(JSONText.string(raw, isEscaped: nodes[index].isEscaped).utf8)).inserted
            else {
                return index
            }
            index = Int(nodes[index + 1].next)
        }
        return nil
    }
}
