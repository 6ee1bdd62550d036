import Testing

/// Suture as a service, under a real systemd that lives as long as one scenario.
///
/// What a scenario does and expects stands in its script under `Scripts`; it says there why it failed. They
/// run one after another: a watchdog means something only where the machine is not overloaded.
@Suite(.enabled(if: ThrowAwaySystem.isExpected, ThrowAwaySystem.missingComment), .serialized)
struct ServiceTests {
    @Test func `the first connection starts the daemon`() async throws {
        try await ThrowAwaySystem.run("activation")
    }

    @Test func `it is ready when the read models have caught up and not before`() async throws {
        try await ThrowAwaySystem.run("catching-up")
    }

    @Test func `the watchdog replaces a daemon that hangs and leaves an idle one alone`() async throws {
        try await ThrowAwaySystem.run("watchdog")
    }

    @Test func `a daemon killed while commands are recorded loses none and records none twice`() async throws
    {
        try await ThrowAwaySystem.run("crash")
    }

    @Test func `a reload takes access lists over and survives a broken file`() async throws {
        try await ThrowAwaySystem.run("reload")
    }

    @Test func `a stop is clean and the socket starts the daemon again`() async throws {
        try await ThrowAwaySystem.run("stop")
    }

    @Test func `the sandbox is in force`() async throws {
        try await ThrowAwaySystem.run("sandbox")
    }

    @Test func `accounts are the kernel's word and decide the role`() async throws {
        try await ThrowAwaySystem.run("peers")
    }

    @Test func `a second daemon on the same directory is refused`() async throws {
        try await ThrowAwaySystem.run("second-daemon")
    }

    @Test func `a daemon that cannot start is tried until it can and its clients are answered`() async throws
    {
        try await ThrowAwaySystem.run("recovery")
    }

    @Test func `a damaged log is served for reading and everyone can see why`() async throws {
        try await ThrowAwaySystem.run("damage")
    }

    @Test func `the master key can be a credential`() async throws {
        try await ThrowAwaySystem.run("credential")
    }
}
