/// An error that can be told to whoever asked: in words that hold no statement, no name of a table, no value
/// of a row and no path of the machine. What libraries throw is none.
package protocol TellableError: Error {
    /// What broke, in a sentence or a part of one.
    var told: String { get }
}

extension TellableError where Self: CustomStringConvertible {
    package var told: String { description }
}
