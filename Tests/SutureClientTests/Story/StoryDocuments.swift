import Foundation

/// The two documents as texts, where there are any: in `SUTURE_TEST_DOCUMENTS`, or in `seeds` beside the folder of
/// `SUTURE_TEST_DATA`.
enum StoryDocuments {
    static var folder: URL? {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["SUTURE_TEST_DOCUMENTS"] { return URL(fileURLWithPath: folder) }
        guard let data = environment["SUTURE_TEST_DATA"] else { return nil }
        let seeds = URL(fileURLWithPath: data).deletingLastPathComponent().appendingPathComponent("seeds")
        return FileManager.default.fileExists(atPath: seeds.path) ? seeds : nil
    }

    /// The text in the folder that has these words.
    static func text(in folder: URL, with words: String) throws -> String? {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.lazy
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
            .first { $0.contains(words) }
    }
}
