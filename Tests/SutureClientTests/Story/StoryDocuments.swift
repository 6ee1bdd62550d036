import Foundation

/// The two documents as texts, where `SUTURE_TEST_DOCUMENTS` names a folder that has them.
enum StoryDocuments {
    static var folder: URL? {
        ProcessInfo.processInfo.environment["SUTURE_TEST_DOCUMENTS"].map { URL(fileURLWithPath: $0) }
    }

    /// The text in the folder that has these words.
    static func text(in folder: URL, with words: String) throws -> String? {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.lazy
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
            .first { $0.contains(words) }
    }
}
