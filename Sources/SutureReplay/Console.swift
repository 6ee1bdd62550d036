import Foundation

/// Where answers and complaints go.
enum Console {
    /// A line of the answer.
    /// - Throws: ``AnswerNotWritten``, as where nobody reads any more.
    static func say(_ line: String) throws { try write(Data((line + "\n").utf8)) }

    /// A part of the answer.
    static func write(_ data: Data) throws {
        var bytes = data[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                throw AnswerNotWritten(cause: String(cString: strerror(errno)))
            }
        }
    }

    /// A line for the operator. There is nobody to tell that it could not be told.
    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}

/// The question was not answered: what was found could not be written.
struct AnswerNotWritten: Error, CustomStringConvertible {
    let cause: String

    var description: String { "the answer cannot be written: \(cause)" }
}
