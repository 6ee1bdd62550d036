import Foundation
import GRDB
import SutureCodec
import SutureLog
import SutureSQLiteLog
import SutureSystem
import Testing

@testable import SutureDomain

@Suite struct KeyringTests {
    static let mei = StreamName(recorded: "person/P-0001")
    static let jun = StreamName(recorded: "person/P-0002")

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func open(logID: String = LogIdentity.sample.id, _ source: MasterKeySource? = nil) throws(LogFailure)
        -> Keyring
    {
        try Keyring.open(
            keysPath: folder.file("keys.db"), logID: logID,
            masterKey: source ?? .file(path: folder.file("master.key")))
    }

    /// A keyring with a committed key of Mei's.
    func openWithKey() throws -> Keyring {
        let keyring = try open()
        try keyring.newKey(for: Self.mei)
        try keyring.commitNewKeys(behind: Self.head(1))
        return keyring
    }

    // MARK: Sealing

    @Test func `what was sealed is unsealed, also after a restart`() throws {
        let before = try openWithKey()
        let sealed = try before.seal("林梅", of: Self.mei, field: "name")
        #expect(try before.unseal(sealed, of: Self.mei, field: "name") == .plain("林梅"))
        try before.close()
        #expect(try open().unseal(sealed, of: Self.mei, field: "name") == .plain("林梅"))
    }

    @Test func `sealed text has a nonce of 12 bytes and a tag of 16`() throws {
        let sealed = try openWithKey().seal("Mei", of: Self.mei, field: "name")
        #expect(Data(base64Encoded: sealed)?.count == 12 + 3 + 16)
    }

    @Test func `the same text is sealed differently each time`() throws {
        let keyring = try openWithKey()
        #expect(
            try keyring.seal("Mei", of: Self.mei, field: "name")
                != keyring.seal("Mei", of: Self.mei, field: "name"))
    }

    @Test func `sealed text opens in its own place only`() throws {
        let keyring = try openWithKey()
        try keyring.newKey(for: Self.jun)
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        for (person, field) in [(Self.mei, "localName"), (Self.jun, "name")] {
            let failure = #expect(throws: LogFailure.self) {
                try keyring.unseal(sealed, of: person, field: field)
            }
            #expect(failure?.kind == .keys)
        }
    }

    @Test(arguments: [0, 12, 15, 30]) func `a changed bit is found`(_ index: Int) throws {
        let keyring = try openWithKey()
        var bytes = try #require(
            Data(base64Encoded: keyring.seal("Mei", of: Self.mei, field: "name")))
        bytes[index] ^= 1
        let changed = bytes.base64EncodedString()
        #expect(throws: LogFailure.self) { try keyring.unseal(changed, of: Self.mei, field: "name") }
    }

    @Test(arguments: ["", "no base64", "AAAA"]) func `text that was never sealed is a failure`(_ text: String)
        throws
    {
        let keyring = try openWithKey()
        #expect(throws: LogFailure.self) { try keyring.unseal(text, of: Self.mei, field: "name") }
    }

    @Test func `without a key nothing is sealed, and what was is lost`() throws {
        let keyring = try openWithKey()
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        #expect(try keyring.unseal(sealed, of: Self.jun, field: "name") == .keyLost)
        #expect(try keyring.digest([1], under: Self.jun) == nil)
        #expect(try !keyring.hasKey(for: Self.jun))
        #expect(throws: LogFailure.self) { try keyring.seal("Jun", of: Self.jun, field: "name") }
    }

    @Test func `an event is written sealed under its person's key`() throws {
        let keyring = try openWithKey()
        let event = Person.Registered(name: "Mei Lin", localName: "林梅")
        let data = String(
            decoding: try EventCodec.data(of: event, sealer: keyring.sealer(for: Self.mei)), as: UTF8.self)
        let match = try #require(
            data.wholeMatch(of: /\{"name":\{"sealed":"([^"]+)"\},"localName":\{"sealed":"([^"]+)"\}\}/))
        #expect(try keyring.unseal(String(match.1), of: Self.mei, field: "name") == .plain("Mei Lin"))
        #expect(try keyring.unseal(String(match.2), of: Self.mei, field: "localName") == .plain("林梅"))
        let failure = #expect(throws: LogFailure.self) { try EventCodec.data(of: event) }
        #expect(failure?.cause == "plain personal data is never written")
    }

    @Test func `a digest is repeatable and a person's own`() throws {
        let keyring = try openWithKey()
        try keyring.newKey(for: Self.jun)
        let content = Array("content".utf8)
        let digest = try #require(try keyring.digest(content, under: Self.mei))
        #expect(digest.count == 64)
        #expect(try keyring.digest(content, under: Self.mei) == digest)
        #expect(try keyring.digest(content, under: Self.jun) != digest)
        #expect(try keyring.digest(content + [0], under: Self.mei) != digest)
        try keyring.close()
        #expect(try open().digest(content, under: Self.mei) == digest)
    }

    // MARK: Keys

    @Test func `a new key is lost unless it is committed`() throws {
        let before = try openWithKey()
        try before.newKey(for: Self.jun)
        #expect(try before.hasKey(for: Self.jun))
        try before.close()
        let after = try open()
        #expect(try after.hasKey(for: Self.mei))
        #expect(try !after.hasKey(for: Self.jun))
    }

    @Test func `a discarded key is gone`() throws {
        let keyring = try open()
        try keyring.newKey(for: Self.mei)
        keyring.discardNewKeys()
        try keyring.commitNewKeys(behind: Self.head(1))
        #expect(try !keyring.hasKey(for: Self.mei))
    }

    @Test func `a person's key is never replaced`() throws {
        let keyring = try openWithKey()
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        try keyring.newKey(for: Self.mei)
        try keyring.commitNewKeys(behind: Self.head(1))
        #expect(try keyring.unseal(sealed, of: Self.mei, field: "name") == .plain("Mei"))
    }

    @Test
    func `one key among many that does not unwrap is damaged and missing to its person alone`() throws {
        let keyring = try open()
        let persons = (1000..<1300).map { StreamName(recorded: "person/P-\($0)") }
        for person in persons { try keyring.newKey(for: person) }
        try keyring.commitNewKeys(behind: Self.head(1))
        try keyring.close()
        try spoil(persons[150])
        let after = try open()
        #expect(after.damaged == [])
        #expect(try after.hasKey(for: persons[149]))
        let failure = #expect(throws: LogFailure.self) { try after.hasKey(for: persons[150]) }
        #expect(failure?.kind == .keys)
        #expect(failure?.description.contains("person/P-1150") == true, "\(String(describing: failure))")
        #expect(failure?.cause == "it is damaged, and others are not")
        #expect(try after.unseal("", of: persons[150], field: "name") == .keyLost)
        #expect(after.damaged == [persons[150]])
        #expect(try after.lostKeyCount(among: persons) == 1)
        try after.close()
        for sampled in [0, 99, 200, 299] {
            let stored = try wrappedKey(of: persons[sampled])
            // Too short to be one, or another one.
            try put(Data(repeating: 1, count: sampled.isMultiple(of: 2) ? 60 : 1), for: persons[sampled])
            let opened = try open()
            #expect(opened.damaged == [persons[sampled]])
            #expect(try opened.lostKeyCount(among: persons) == 1)
            try opened.close()
            try put(stored, for: persons[sampled])
        }
    }

    func spoil(_ person: StreamName) throws { try put(Data(repeating: 1, count: 60), for: person) }

    func put(_ wrapped: Data?, for person: StreamName) throws {
        try DatabaseQueue(path: folder.file("keys.db")).write {
            try $0.execute(
                sql: "UPDATE key SET wrapped = ? WHERE person = ?", arguments: [wrapped, person.text])
        }
    }

    func wrappedKey(of person: StreamName) throws -> Data? {
        try DatabaseQueue(path: folder.file("keys.db")).read {
            try Data.fetchOne($0, sql: "SELECT wrapped FROM key WHERE person = ?", arguments: [person.text])
        }
    }

    func filesContain(_ bytes: Data) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .contains { try folder.bytes(of: $0).range(of: bytes) != nil }
    }

    @Test func `many threads may unseal at once`() throws {
        let keyring = try openWithKey()
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            let text = Result { try keyring.unseal(sealed, of: Self.mei, field: "name") }
            #expect((try? text.get()) == .plain("Mei"))
        }
    }

    // MARK: The master key

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

    // MARK: No plain text

    @Test func `neither names nor keys stand in any file`() throws {
        let log = try SQLiteEventLog.open(in: folder)
        let keyring = try openWithKey()
        let event = Person.Registered(name: "Meilin Unmistakable")
        let data = try EventCodec.data(of: event, sealer: keyring.sealer(for: Self.mei))
        _ = try log.append(
            [
                NewEvent(
                    stream: Self.mei, version: StreamVersion(1), previous: .zero, type: "person.registered",
                    schema: 1, occurredOn: "unknown", data: data, metadata: NewEvent.sampleMetadata)
            ], recordedAt: .seconds(1))
        #expect(try filesContain(Data("person/P-0001".utf8)))
        #expect(try !filesContain(Data("Unmistakable".utf8)))
        try log.close()
        try keyring.close()
        #expect(try !filesContain(Data("Unmistakable".utf8)))
    }
}
