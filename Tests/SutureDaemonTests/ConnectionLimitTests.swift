import Testing

@testable import SutureDaemon

@Suite struct ConnectionLimitTests {
    @Test func `clients leave what the daemon needs for its own files`() {
        let tight = ConnectionLimit(configured: 4_096, free: 250, kept: 160)
        #expect(tight.count == 90)
        #expect(
            tight.warning
                == "no more than 90 clients are served at once, not 4096 as configured: the daemon may open too few files "
                + "(LimitNOFILE=)")
        let wide = ConnectionLimit(configured: 4_096, free: 5_000, kept: 160)
        #expect(wide.count == 4_096)
        #expect(wide.warning == nil)
        #expect(ConnectionLimit(configured: 10, free: nil, kept: 160).count == 10)
        #expect(ConnectionLimit(configured: 10, free: 100, kept: 160).count == 0)
    }
}
