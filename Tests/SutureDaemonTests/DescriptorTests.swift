import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// How many files the daemon may open.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DescriptorTests {
    /// As a shell starts it, which may open no more than so many itself.
    private static func limited(to count: Int) -> String { "ulimit -n \(count); exec \"$0\" \"$@\"" }

    /// Below three a shell starts nothing.
    @Test func `with few descriptors it starts, or says that they are too few`() async throws {
        var startCount = 0
        for count in Array(4...24) + Array(stride(from: 28, through: 220, by: 16)) + [256] {
            try await RunningDaemon.prepare { daemon in
                do {
                    try await daemon.start(by: DescriptorTests.limited(to: count))
                    startCount += 1
                    let client = try await daemon.client()
                    #expect(try await client.registerDevices("D-", count: 1) == [1], "\(count)")
                    let rows = try await client.ask("Records.List", ["view": "device"])["rows"]
                    #expect(rows?.array?.count == 1, "\(count)")
                    try await client.ask("Records.List", ["view": "device", "knownAt": "1"])
                    #expect(await daemon.terminate() == .status(0), "\(count)")
                } catch let ended as RunningDaemon.DidNotStart {
                    #expect(ended.exit == .status(1), "\(count): \(ended)")
                    let said = ended.standardError
                    #expect(said.hasPrefix("sutured: cannot start: it needs "), "\(count): \(said)")
                    #expect(said.contains("file descriptors"), "\(count): \(said)")
                    #expect(said.contains("the limit is \(count), "), "\(count): \(said)")
                }
            }
        }
        // Otherwise the test has tested less than it says.
        #expect(startCount > 0)
    }

    @Test func `clients leave it the descriptors that its own files need`() async throws {
        try await RunningDaemon.prepare { daemon in
            try await daemon.start(by: DescriptorTests.limited(to: 256))
            let client = try await daemon.client()
            try await client.registerDevices("D-", count: 1)
            let warnings = try await client.ask("Service.Status")["warnings"]?.array ?? []
            let warning = try #require(warnings.first?.string)
            #expect(warning.hasPrefix("no more than "), "\(warning)")
            #expect(warning.contains("as configured: the daemon may open too few files"), "\(warning)")
            #expect(daemon.process.standardError.contains(warning))
            var others: [RawConnection] = []
            for _ in 0..<300 { others.append(try RawConnection(daemon.socketPath)) }
            #expect(try await client.registerDevices("E-", count: 1) == [2])
            for (position, count) in [("1", 1), ("2", 2)] {
                let rows = try await client.ask(
                    "Records.List", ["view": "device", "knownAt": .string(position)])["rows"]
                #expect(rows?.array?.count == count, "\(position)")
            }
            withExtendedLifetime(others) {}
        }
    }

    /// As shells and service managers start programs.
    @Test func `a limit that it may raise itself is raised`() async throws {
        try await RunningDaemon.prepare { daemon in
            try await daemon.start(by: "ulimit -S -n 40; exec \"$0\" \"$@\"")
            #expect(try await daemon.client().ask("Service.Status")["warnings"] == [])
        }
    }
}
