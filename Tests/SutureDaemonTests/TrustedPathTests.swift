import Foundation
import SutureTestSupport
import Testing

@testable import SutureDaemon

/// On which ways the state directory and the configuration are reached.
@Suite struct TrustedPathTests {
    /// A step of a way, and what is to be said of it.
    private enum Step: CaseIterable {
        case folder
        case link
        case linkOfAnother
        case openFolder
        case stickyFolder
        case groupFolder

        /// Where the tests may not give files away, some steps cannot be made.
        var needsRoot: Bool { self == .linkOfAnother || self == .groupFolder }
        var isRefused: Bool { self == .linkOfAnother || self == .openFolder }
    }

    private static let otherID: UInt32 = 65_534

    @Test func `whoever could put something else on the way is found`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let steps = Step.allCases.filter { !$0.needsRoot || getuid() == 0 }
        for _ in 0..<200 {
            let place = try TemporaryPlace()
            let way = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                steps.randomElement(using: &random) ?? .folder
            }
            let path = try TrustedPathTests.make(way, in: place.path) + "/file"
            try Data("text".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let isRefused = way.contains { $0.isRefused }
            let groupCount = way.count { $0 == .groupFolder }
            let outcome = Result { try TrustedPath(path, isOwn: true) }
            switch outcome {
            case .success(let trusted):
                #expect(!isRefused, "seed \(seed): \(way)")
                #expect(trusted.warnings.count == groupCount, "seed \(seed): \(way)")
                #expect(try trusted.read() == Data("text".utf8))
                #expect(realpath(path) == trusted.resolved, "seed \(seed): \(way)")
            case .failure(let error):
                #expect(error is UntrustedPath)
                #expect(isRefused, "seed \(seed): \(way): \(error)")
            }
        }
    }

    @Test func `a way that is not there yet is gone as far as it is`() throws {
        let place = try TemporaryPlace()
        #expect(
            try TrustedPath(place.path + "/a/../b//c/./d", isOwn: true).resolved == place.path + "/b/c/d")
    }

    @Test func `links that lead to one another are refused`() throws {
        let place = try TemporaryPlace()
        try FileManager.default.createSymbolicLink(
            atPath: place.path + "/a", withDestinationPath: place.path + "/b")
        try FileManager.default.createSymbolicLink(atPath: place.path + "/b", withDestinationPath: "a")
        let error = #expect(throws: UntrustedPath.self) { try TrustedPath(place.path + "/a", isOwn: true) }
        #expect(error?.problem == "too many links lead to it")
    }

    @Test(arguments: [(mode_t(0o606), true), (0o1602, true), (0o660, false), (0o644, false)])
    func `a file that everyone may write is refused, whatever its folder`(mode: mode_t, isRefused: Bool)
        throws
    {
        let place = try TemporaryPlace()
        let path = place.path + "/file"
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(chmod(path, mode) == 0)
        let isTaken = (try? TrustedPath(path, isOwn: false)) != nil
        #expect(isTaken != isRefused)
    }

    @Test func `a file of another's is told of, and as a place for one's own refused`() throws {
        try require(getuid() == 0, "only root gives files away")
        let place = try TemporaryPlace()
        let path = place.path + "/file"
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(chown(path, TrustedPathTests.otherID, TrustedPathTests.otherID) == 0)
        #expect(chmod(path, 0o600) == 0)
        #expect(
            try TrustedPath(path, isOwn: false).warnings == ["\(path) belongs to nobody, who may write it"])
        let error = #expect(throws: UntrustedPath.self) { try TrustedPath(path, isOwn: true) }
        #expect(error?.description == "\(path): belongs to nobody, and sutured runs as root")
    }

    /// - Returns: the way to the last folder.
    private static func make(_ way: [Step], in place: String) throws -> String {
        var path = place
        for (number, step) in way.enumerated() {
            let folder = "\(path)/\(number)"
            let isLink = step == .link || step == .linkOfAnother
            let real = isLink ? "\(place)/target-\(number)" : folder
            try FileManager.default.createDirectory(
                atPath: real, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            switch step {
            case .folder: break
            case .link, .linkOfAnother:
                try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: real)
                if step == .linkOfAnother { #expect(lchown(folder, otherID, otherID) == 0) }
            case .openFolder: #expect(chmod(real, 0o777) == 0)
            case .stickyFolder: #expect(chmod(real, 0o1777) == 0)
            case .groupFolder:
                #expect(chown(real, 0, otherID) == 0)
                #expect(chmod(real, 0o770) == 0)
            }
            path = folder
        }
        return path
    }

    private func realpath(_ path: String) -> String? {
        guard let resolved = Glibc.realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
