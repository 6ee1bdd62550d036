import Foundation
import Glibc

/// Another program that is measured, or measured against. It prints to files, so that it never waits for us.
final class ChildProgram {
    /// How a program ended, and what it cost.
    struct Ending {
        /// As of a shell: 128 and the signal's number for one that was killed.
        let status: Int32
        let cpuSeconds: Double
    }

    let id: Int32
    private let name: String
    private let outputPath: String
    private var ending: Ending?

    /// Starts a program.
    /// - Parameters:
    ///   - executable: looked for in `$PATH` where it holds no slash.
    ///   - environment: added to ours, which is passed on without anything that concerns Suture.
    ///   - outputPath: two files are made beside it, with `.out` and `.err` at the end.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], outputPath: String
    ) throws {
        name = executable
        self.outputPath = outputPath
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (descriptor, suffix) in [(1, ".out"), (2, ".err")] as [(Int32, String)] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, outputPath + suffix, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SUTURE_") }
        let variables = inherited.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        var attributes = ChildProgram.unmaskedSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        var id: pid_t = 0
        let code = CStrings.with([executable] + arguments) { arguments in
            CStrings.with(variables) { variables in
                posix_spawnp(&id, executable, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw BenchFailure(errno: code, "start \(executable)") }
        self.id = id
    }

    /// No signal is blocked, whatever is in the thread that starts it: it is to end when it is asked to.
    private static func unmaskedSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        return attributes
    }

    deinit {
        guard ending == nil else { return }
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
    }

    var standardOutput: String { ChildProgram.text(outputPath + ".out") }
    var standardError: String { ChildProgram.text(outputPath + ".err") }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// How it ended; `nil` while it runs.
    func ended() -> Ending? { reap(WNOHANG) }

    /// Waits until it has ended.
    func wait() -> Ending {
        while true {
            if let ending = reap(0) { return ending }
        }
    }

    /// Its largest resident set so far, in bytes; `nil` once it has ended. (What `wait4` tells would be ours
    /// where that is larger: the program was part of us before it began.)
    var memoryByteCountMax: Int? {
        let status = ChildProgram.text("/proc/\(id)/status")
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropLast().last.flatMap { Int($0) }.map { $0 * 1024 }
    }

    /// Waits for its end, and looks at its memory every few milliseconds until then.
    /// - Returns: its largest resident set, in bytes.
    func waitWatchingMemory() -> Int {
        var memory = 0
        while ended() == nil {
            memory = memoryByteCountMax ?? memory
            usleep(2_000)
        }
        return memory
    }

    /// Waits for its end, and throws what it complained of where it failed.
    func waitForSuccess() throws -> Ending {
        let ending = wait()
        guard ending.status == 0 else {
            throw BenchFailure("\(name) ended with status \(ending.status): \(standardError)")
        }
        return ending
    }

    /// Asks it to stop, and waits until it has.
    @discardableResult
    func terminate() -> Ending {
        if ending == nil { kill(id, SIGTERM) }
        return wait()
    }

    private func reap(_ options: Int32) -> Ending? {
        if let ending { return ending }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(id, &status, options, &usage) == id else { return nil }
        let signal = status & 0x7F
        let times = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }
        ending = Ending(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, cpuSeconds: times.reduce(0, +))
        return ending
    }
}

/// Arrays of C strings, as `exec` takes them.
enum CStrings {
    static func with<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
