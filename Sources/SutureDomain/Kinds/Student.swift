package struct Student: Record {
    package static let kind = "student"
    package static let vocabulary: [any Event.Type] = []
    package init() {}
}
