package struct Project: Record {
    package static let kind = "project"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
