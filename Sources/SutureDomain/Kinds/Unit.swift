package struct Unit: Record {
    package static let kind = "unit"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
