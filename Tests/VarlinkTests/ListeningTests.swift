import Glibc
import SutureTestSupport
import Synchronization
import Testing
import Varlink

@Suite(.timeLimit(.minutes(20))) struct ListeningTests {
    private static let echo = #"{"method":"org.example.test.Echo"}"#

    private func start(_ path: String, mode: UInt32 = 0o600) async throws -> VarlinkServer {
        try await VarlinkServer.start(TestService().service(), at: .path(path, mode: mode))
    }

    private func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
    func `the socket's file has the mode that was asked for, and goes with the server`(mode: UInt32)
        async throws
    {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let server = try await start(path, mode: mode)
            #expect(status(path).map { $0.st_mode & 0o7777 } == mode)
            await server.shutdown(within: .zero)
            #expect(status(path) == nil)
        }
    }

    @Test func `a stale socket is replaced`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            // As a process leaves it that was killed.
            close(try UnixSocket.open(path, bind))
            let server = try await start(path)
            let connection = try RawConnection(path)
            try await connection.send(ListeningTests.echo)
            #expect(try await connection.receive() == #"{"parameters":{}}"#)
            await server.shutdown(within: .zero)
        }
    }

    @Test func `a socket that someone listens on is left alone`() async throws {
        try await Fixture.run { fixture in
            await #expect(throws: VarlinkListenError.inUse(path: fixture.path)) {
                try await start(fixture.path)
            }
            let replies = try await fixture.ask(ListeningTests.echo)
            #expect(replies == [#"{"parameters":{}}"#])
        }
    }

    @Test func `a file that is no socket is left alone`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/file"
            close(creat(path, 0o600))
            await #expect(throws: VarlinkListenError.notASocket(path: path)) { try await start(path) }
            #expect(status(path).map { $0.st_mode & S_IFMT } == S_IFREG)
        }
    }

    @Test func `a file that someone else has put there since is not removed`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let first = try await start(path)
            rename(path, path + ".old")
            let second = try await start(path)
            await first.shutdown(within: .zero)
            #expect(status(path) != nil)
            await second.shutdown(within: .zero)
            #expect(status(path) == nil)
        }
    }

    @Test func `what the system refuses is told`() async throws {
        let missing = "/tmp/\(UInt64.random(in: 0 ... .max))/socket"
        await #expect(throws: VarlinkListenError.system(operation: "bind", path: missing, errno: ENOENT)) {
            try await start(missing)
        }
        let long = "/tmp/" + String(repeating: "x", count: 200)
        await #expect(throws: VarlinkListenError.pathTooLong(path: long, byteCountMax: 107)) {
            try await start(long)
        }
    }

    @Test func `a socket may be inherited, and its file stays`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/socket"
            let socket = try UnixSocket.open(path, bind)
            let server = try await VarlinkServer.start(
                TestService().service(), at: .inherited(fileDescriptor: socket))
            let connection = try RawConnection(path)
            try await connection.send(ListeningTests.echo)
            #expect(try await connection.receive() == #"{"parameters":{}}"#)
            await server.shutdown(within: .zero)
            #expect(status(path) != nil)
        }
    }

    @Test func `there are only so many connections`() async throws {
        var limits = VarlinkServer.Limits()
        limits.connectionCountMax = 2
        try await Fixture.run(limits: limits) { fixture in
            try await expectThirdIsRefused(fixture, reason: "there are 2 connections")
        }
    }

    @Test func `there are only so many connections of one user`() async throws {
        var limits = VarlinkServer.Limits()
        limits.connectionCountPerUserMax = 2
        try await Fixture.run(limits: limits) { fixture in
            try await expectThirdIsRefused(fixture, reason: "uid \(getuid()) has 2 connections")
        }
    }

    private func expectThirdIsRefused(_ fixture: Fixture, reason: String) async throws {
        let connections = [try fixture.connect(), try fixture.connect()]
        for connection in connections {
            try await connection.send(ListeningTests.echo)
            #expect(try await connection.receive() == #"{"parameters":{}}"#)
        }
        let third = try fixture.connect()
        #expect(try await third.receive() == nil)
        #expect(fixture.server.counts.refusedConnectionTotal == 1)
        #expect(fixture.reports.texts.withLock { $0.first?.contains(reason) } == true)

        // One that leaves makes room.
        connections[0].disconnect()
        #expect(try await connections[0].receive() == nil)
        while fixture.server.counts.connectionCount == 2 { try await Task.sleep(for: .milliseconds(2)) }
        let replies = try await fixture.ask(ListeningTests.echo)
        #expect(replies == [#"{"parameters":{}}"#])
        #expect(fixture.server.counts.connectionTotal == 3)
        #expect(fixture.server.counts.callTotal == 3)
    }
}
