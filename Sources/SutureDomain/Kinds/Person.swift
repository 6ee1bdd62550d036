package struct Person: Record {
    package static let kind = "person"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
