/// A step of a path: the key of a member or the index of an element.
package struct JSONKey: CodingKey, Equatable {
    package let stringValue: String
    package let intValue: Int?

    package init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    package init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    package init(_ key: String) { self.init(stringValue: key) }
    package init(_ index: Int) { self.init(intValue: index) }
}
