import SutureLog
import Testing

extension KeyringTests {
    @Test func `how the clock stood is known in the run of the machine in which it was noted`() throws {
        let keyring = try open()
        #expect(try keyring.store.clockAhead(inBoot: "a") == nil)
        try keyring.store.noteClock(ahead: 5, inBoot: "a")
        try keyring.store.noteClock(ahead: -7, inBoot: "a")
        try keyring.close()
        let later = try open()
        #expect(try later.store.clockAhead(inBoot: "a") == -7)
        #expect(try later.store.clockAhead(inBoot: "b") == nil)
        try later.store.noteClock(ahead: 1, inBoot: "b")
        #expect(try later.store.clockAhead(inBoot: "a") == nil)
    }
}
