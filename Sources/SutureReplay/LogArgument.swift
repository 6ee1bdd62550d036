import ArgumentParser
import Foundation
import SutureLog
import SutureSQLiteLog

/// The argument that every command has: which log.
struct LogArgument: ParsableArguments {
    @Argument(help: "A log.db, or the state directory that holds it.", completion: .file())
    var file: String

    func open() throws -> LogReader { try LogArgument.open(file) }

    /// - Parameter file: a `log.db`, or the state directory that holds it.
    static func open(_ file: String) throws -> LogReader { try LogReader.open(path: logPath(of: file)) }

    /// The log in a state directory; any other path is a log's own.
    private static func logPath(of file: String) -> String {
        isDirectory(file) ? StateDirectory(path: file).log : file
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
