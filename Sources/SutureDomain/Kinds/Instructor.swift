package struct Instructor: Record {
    package static let kind = "instructor"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
