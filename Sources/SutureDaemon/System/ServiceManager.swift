import Foundation

/// The service manager that started us, told through `$NOTIFY_SOCKET` (sd_notify(3)), if there is one.
struct ServiceManager: Sendable {
    private let path: String?
    /// How often the manager wants to hear from us; `nil` if it does not watch.
    let watchdogInterval: Duration?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = environment["NOTIFY_SOCKET"]
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        watchdogInterval =
            isForUs ? environment["WATCHDOG_USEC"].flatMap(Int.init).map { .microseconds($0) } : nil
    }

    func ready(status: String) { notify("READY=1\nSTATUS=\(status)") }
    /// Never waits: a manager that does not listen must not keep commands from being recorded.
    func alive(status: String) { notify("WATCHDOG=1\nSTATUS=\(status)", waiting: false) }
    func stopping() { notify("STOPPING=1\nSTATUS=finishing what was accepted") }

    func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        notify("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    /// Start-up takes longer, and this is why.
    func starting(_ status: String, within time: Duration = .seconds(60)) {
        notify("STATUS=\(status)\nEXTEND_TIMEOUT_USEC=\(time.components.seconds * 1_000_000)")
    }

    /// How long a message waits for a manager whose queue is full, in seconds.
    private static let waitSecondsMax = 1

    private func notify(_ message: String, waiting: Bool = true) {
        guard let path, let address = SocketAddress(path: path) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        // Whether the manager hears us is its business; there is nobody else to tell.
        // A manager that does not listen must not keep the daemon from stopping either.
        var wait = timeval(tv_sec: ServiceManager.waitSecondsMax, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        let flags = Int32(MSG_NOSIGNAL) | (waiting ? 0 : Int32(MSG_DONTWAIT))
        _ = address.withPointer { sendto(descriptor, bytes, bytes.count, flags, $0, $1) }
    }
}

/// The address of a Unix socket; a leading `@` names an abstract one.
private struct SocketAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    init?(path: String) {
        let bytes = Array(path.utf8)
        guard (1..<MemoryLayout.size(ofValue: address.sun_path)).contains(bytes.count) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let isAbstract = bytes[0] == UInt8(ascii: "@")
        if isAbstract { withUnsafeMutableBytes(of: &address.sun_path) { $0[0] = 0 } }
        let header = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path)
        length = socklen_t(header + bytes.count + (isAbstract ? 0 : 1))
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
