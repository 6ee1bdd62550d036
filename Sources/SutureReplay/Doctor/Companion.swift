import Foundation
import SutureDomain
import SutureJSON
import SutureLog
import SutureReadModels
import SutureSQLiteLog

/// A file beside a log, and what it tells of the log: the daemon looks at it at its start, too.
struct Companion {
    enum State {
        /// The log has the event that the file knows, or the file knows of none.
        case agrees
        /// The log does not have that event: commands are refused.
        case knowsMore
        /// The file is of another log.
        case isOfAnotherLog
        case unreadable(String)
    }

    /// Its name in the state directory.
    let file: String
    let logID: String?
    let known: (position: Position, hash: [UInt8])?
    let state: State

    /// Those that are there, beside the log of this reader. Nothing is changed.
    static func beside(_ reader: LogReader) -> [Companion] {
        let directory = StateDirectory(
            path: URL(fileURLWithPath: reader.place).deletingLastPathComponent().path)
        return [
            companion("views.db", reader) {
                try ViewsDatabase.trace(path: directory.views).map {
                    ($0.logID, $0.position > .zero ? ($0.position, $0.hash) : nil)
                }
            },
            companion("keys.db", reader) {
                try Keyring.trace(keysPath: directory.keys).map { ($0.logID, $0.mark) }
            },
        ].compactMap(\.self)
    }

    /// Whether the daemon records beside it.
    var isInOrder: Bool {
        switch state {
        case .agrees, .unreadable: true
        case .knowsMore, .isOfAnotherLog: false
        }
    }

    private static func companion(
        _ file: String, _ reader: LogReader,
        trace: () throws -> (logID: String?, known: (position: Position, hash: [UInt8])?)?
    ) -> Companion? {
        do {
            guard let (logID, known) = try trace() else { return nil }
            return Companion(
                file: file, logID: logID, known: known, state: try state(of: logID, known, reader))
        } catch {
            return Companion(file: file, logID: nil, known: nil, state: .unreadable("\(error)"))
        }
    }

    private static func state(
        of logID: String?, _ known: (position: Position, hash: [UInt8])?, _ reader: LogReader
    ) throws -> State {
        guard logID ?? reader.identity.id == reader.identity.id else { return .isOfAnotherLog }
        guard let known else { return .agrees }
        return try reader.head(at: known.position)?.hash == known.hash ? .agrees : .knowsMore
    }
}

// MARK: In words

extension Companion {
    var line: String {
        let place =
            known.map { "knows position \($0.position):\($0.hash.hexadecimal)" } ?? "knows of no event"
        let rest =
            switch state {
            case .agrees: known == nil ? place : "\(place), which the log has"
            case .knowsMore:
                "\(place), which the log does not have: sutured refuses commands (put the right log back, or see sutured "
                    + "--accept-restored)"
            case .isOfAnotherLog: "\(place) of the log \(logID ?? ""), which is another"
            case .unreadable(let cause): "cannot be looked at: \(cause)"
            }
        return "\(file.padding(toLength: 9, withPad: " ", startingAt: 0)) \(rest)"
    }

    var json: JSONValue {
        var object: JSONObject = ["file": .string(file), "isInOrder": .bool(isInOrder)]
        if let logID { object["log"] = .string(logID) }
        if let known {
            object["position"] = .integer(known.position.number)
            object["hash"] = .string(known.hash.hexadecimal)
        }
        if case .unreadable(let cause) = state { object["unreadable"] = .string(cause) }
        return .object(object)
    }
}
