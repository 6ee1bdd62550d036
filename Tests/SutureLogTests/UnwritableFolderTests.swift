import Foundation
import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureSystem
import Testing

/// A log on a CD, or of another account: it can be read where nothing can be written.
@Suite(.serialized) struct UnwritableFolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs the body where this thread can read the folder and not write it. Root could, so it becomes nobody
    /// for that.
    /// - Parameter folderMode: by itself the folder cannot be written either.
    func withUnwritableFolder(folderMode: Int = 0o555, _ body: () throws -> Void) throws {
        try setMode(folderMode)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file(name))
        }
        let isRoot = geteuid() == 0
        if isRoot { FileSystemUser.set(65_534) }
        defer {
            if isRoot { FileSystemUser.set(0) }
            try? setMode(0o755)
        }
        try body()
    }

    func setMode(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
    }

    @Test func `a log that was closed is read`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        let recorded = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        try log.close()
        try withUnwritableFolder {
            let reader = try LogReader.open(path: folder.file("log.db"))
            let read = try reader.events(after: .zero, limit: 10)
            #expect(read == recorded)
            try reader.close()
        }
    }

    @Test func `a path with characters of an address is read`() throws {
        let path = folder.file("a?b#c%d.db")
        try SQLiteEventLog.open(path: path, newIdentity: .sample).close()
        try withUnwritableFolder {
            let reader = try LogReader.open(path: path)
            #expect(reader.identity == .sample)
        }
    }

    @Test func `a log with events beside it is not read without them`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...5), recordedAt: .seconds(1))
        let copy = try TemporaryFolder()
        for name in ["log.db", "log.db-wal"] {
            try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
        }
        try UnwritableFolderTests(of: copy).withUnwritableFolder {
            let failure = #expect(throws: LogFailure.self) { try LogReader.open(path: copy.file("log.db")) }
            #expect(failure?.kind == .readOnly)
            #expect(
                failure?.hint
                    == "Read it with an account that may write there, or copy both files to a folder of yours."
            )
        }
    }

    /// SQLite itself says nothing until the first event is recorded.
    @Test func `a log or keys that can be read only are not opened for writing`() throws {
        try SQLiteEventLog.open(in: folder).close()
        let keys = folder.file("keys.db")
        let masterKey = MasterKeySource.file(path: folder.file("master.key"))
        try Keyring.open(keysPath: keys, logID: LogIdentity.sample.id, masterKey: masterKey).close()
        try withUnwritableFolder(folderMode: 0o777) {
            let log = #expect(throws: LogFailure.self) { try SQLiteEventLog.open(in: folder) }
            let keyring = #expect(throws: LogFailure.self) {
                try Keyring.open(keysPath: keys, logID: LogIdentity.sample.id, masterKey: masterKey)
            }
            for failure in [log, keyring] {
                #expect(failure?.kind == .readOnly)
                #expect(failure?.cause == "it could be opened for reading only")
            }
        }
    }

    private init(of folder: TemporaryFolder) { self.folder = folder }
}

/// Which account the kernel takes this thread for when it opens files.
private enum FileSystemUser {
    static func set(_ uid: UInt32) {
        typealias Call = @convention(c) (UInt32) -> Int32
        guard let symbol = dlsym(nil, "setfsuid") else { return }
        _ = unsafeBitCast(symbol, to: Call.self)(uid)
    }
}
