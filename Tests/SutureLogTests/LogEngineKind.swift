import SutureLog
import SutureSQLiteLog

/// Everything that keeps a log: the contract suites run with each. A new engine is a case here.
enum LogEngineKind: CaseIterable {
    case sqlite, inMemory

    /// A new log of the sample's identity.
    func open(in folder: TemporaryFolder) throws -> any EventLog {
        switch self {
        case .sqlite: try SQLiteEventLog.open(in: folder)
        case .inMemory: InMemoryEventLog(identity: .sample)
        }
    }
}
