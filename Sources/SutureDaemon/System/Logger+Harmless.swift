import Logging

extension Logger {
    /// Tries what does no harm where it fails: then the journal is told.
    func warnIfFails(_ message: Message, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            warning(message, metadata: ["failure": "\(error)"])
        }
    }
}
