package struct Institution: Record {
    package static let kind = "institution"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
