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
