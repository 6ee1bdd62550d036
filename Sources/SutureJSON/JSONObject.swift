/// The members of an object in their order. Two objects are equal if they have equal members in one order.
package struct JSONObject: Equatable, Sendable {
    package struct Member: Equatable, Sendable {
        package let key: String
        package var value: JSONValue
    }

    private var members: [Member] = []

    package init() {}

    package init(_ members: some Sequence<(String, JSONValue)>) {
        self.members = members.map { Member(key: $0.0, value: $0.1) }
    }

    /// The members of a view; none unless it is an object.
    package init(_ view: JSONView) {
        members = view.members.map { Member(key: $0.key, value: JSONValue($0.value)) }
    }

    /// A new member goes to the end; `nil` removes one.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: RandomAccessCollection {
    package var startIndex: Int { members.startIndex }
    package var endIndex: Int { members.endIndex }
    package subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) { self.init(members) }
}
