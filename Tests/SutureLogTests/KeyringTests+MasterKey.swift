import Foundation
import GRDB
import SutureCodec
import SutureLog
import SutureSQLiteLog
import SutureSystem
import Testing

@testable import SutureDomain

/// Which master key opens the keys, and which stops the start.
extension KeyringTests {
    @Test func `a master key is made once, for its owner alone`() throws {
        _ = try openWithKey()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("master.key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let text = String(decoding: try folder.bytes(of: "master.key"), as: UTF8.self)
        #expect(text.wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
        _ = try open()
        #expect(String(decoding: try folder.bytes(of: "master.key"), as: UTF8.self) == text)
    }

    @Test func `no new master key is made beside old keys`() throws {
        try openWithKey().close()
        try FileManager.default.removeItem(atPath: folder.file("master.key"))
        let failure = #expect(throws: LogFailure.self) { try open() }
        #expect(failure?.kind == .keys)
        #expect(failure?.cause == "there is no such file")
        #expect(!FileManager.default.fileExists(atPath: folder.file("master.key")))
    }

    @Test func `another master key stops the start`() throws {
        try openWithKey().close()
        try folder.write(String(repeating: "0", count: 64), to: "master.key")
        #expect(#expect(throws: LogFailure.self) { try open() }?.kind == .keys)
    }

    @Test func `keys of another log stop the start`() throws {
        try openWithKey().close()
        #expect(
            #expect(throws: LogFailure.self) { try open(logID: "00000000-0000-4000-8000-000000000000") }?.kind
                == .keys)
    }

    @Test func `keys that changed persons open nothing`() throws {
        try openWithKey().close()
        try DatabaseQueue(path: folder.file("keys.db")).write {
            try $0.execute(sql: "UPDATE key SET person = 'person/P-0009'")
        }
        #expect(try open().damaged == [StreamName(recorded: "person/P-0009")])
        // An earlier version did not note which the master key is: it may be another one.
        try DatabaseQueue(path: folder.file("keys.db")).write { try $0.execute(sql: "DELETE FROM master") }
        #expect(#expect(throws: LogFailure.self) { try open() }?.kind == .keys)
    }

    @Test func `a master key that others may read is not used`() throws {
        try folder.write(String(repeating: "0", count: 64), to: "master.key", mode: 0o640)
        let failure = #expect(throws: LogFailure.self) { try open() }
        #expect(failure?.cause == "others may open it (mode 640)")
    }

    @Test(arguments: ["", "abc", String(repeating: "0", count: 63), String(repeating: "g", count: 64)])
    func `a malformed master key stops the start`(_ text: String) throws {
        try folder.write(text, to: "master.key")
        #expect(#expect(throws: LogFailure.self) { try open() }?.kind == .keys)
    }

    @Test(arguments: ["0123456789abcdef0123456789ABCDEF", String(repeating: "ab", count: 32) + "\n"])
    func `a credential is 32 bytes or 64 digits, and may be readable by the group`(_ text: String) throws {
        try folder.write(text, to: "suture.master-key", mode: 0o440)
        let credential = MasterKeySource.credential(path: folder.file("suture.master-key"))
        let before = try open(credential)
        try before.newKey(for: Self.mei)
        try before.commitNewKeys(behind: Self.head(1))
        try before.close()
        #expect(try open(credential).hasKey(for: Self.mei))
        #expect(!FileManager.default.fileExists(atPath: folder.file("master.key")))
    }

    @Test func `a credential that is missing is never made`() throws {
        let path = folder.file("suture.master-key")
        #expect(#expect(throws: LogFailure.self) { try open(.credential(path: path)) }?.kind == .keys)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
