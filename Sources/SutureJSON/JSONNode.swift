/// One value (or key) of a document, in the order of the text:
///
///     {"a":[1,2]}     0 object  1 string "a"  2 array  3 integer  4 integer
///                     next 5    next 2        next 5   next 4     next 5
///
/// A container's first child follows it at once, so `next` is all that is needed to walk the tree.
struct JSONNode {
    let kind: JSONView.Kind
    /// Whether a string has escapes; without any its bytes are its text.
    var isEscaped = false
    /// The bytes of the value; for a string those between the quotes.
    let start: UInt32
    var end: UInt32
    /// The index of the node after this one and all that it contains. While the parser is inside of a
    /// container this is instead the index of the container around it.
    var next: UInt32

    /// The `next` of the outermost container while it is open.
    static let noContainer = UInt32.max

    var range: Range<Int> { Int(start)..<Int(end) }
}
