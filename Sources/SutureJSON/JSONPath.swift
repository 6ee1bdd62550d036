/// Finds the way from a value to one inside of it. It is walked when someone asks, which is when something
/// went wrong, so that the ordinary course pays nothing for it.
enum JSONPath {
    /// The way to the node of a value, or of a key, from the value `root`, which contains it.
    static func keys(
        to target: Int, from root: Int, nodes: [JSONNode], bytes: UnsafeBufferPointer<UInt8>
    ) -> [JSONKey] {
        var path: [JSONKey] = []
        var container = root
        while container < target {
            let isObject = nodes[container].kind == .object
            var child = container + 1
            var index = 0
            // A container that is still open has its `next` behind it, and all that follows lies in it.
            while case let value = isObject ? child + 1 : child, value < target, nodes[value].next > value,
                nodes[value].next <= target
            {
                child = Int(nodes[value].next)
                index += 1
            }
            if isObject {
                let raw = UnsafeBufferPointer(rebasing: bytes[nodes[child].range])
                path.append(JSONKey(JSONText.string(raw, isEscaped: nodes[child].isEscaped)))
                if child == target { break }
                child += 1
            } else {
                path.append(JSONKey(index))
            }
            container = child
        }
        return path
    }
}

extension Collection where Element: CodingKey {
    package var pathText: String { map { $0 as any CodingKey }.pathText }
}

extension Collection<any CodingKey> {
    /// As a person writes it: `commands[3].fields.device`.
    package var pathText: String {
        reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
