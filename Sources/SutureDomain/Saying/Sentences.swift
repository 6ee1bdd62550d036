/// Messages one behind the other, as a person reads them: whoever joins some says so here.
package enum Sentences {
    /// Each ends once, whether it brings its full stop or not, and all but the first begin large.
    package static func joined(_ parts: [String?]) -> String {
        parts.compactMap(\.self).filter { !$0.isEmpty }.enumerated().map { index, part in
            index == 0 ? part.asSentence : part.asSentence.beginningLarge
        }.joined(separator: " ")
    }
}

extension String {
    /// With a full stop at its end, unless it ends as a sentence does.
    package var asSentence: String {
        guard let last else { return self }
        return ".!?…".contains(last) ? self : self + "."
    }

    /// The name of a file stays as it is.
    fileprivate var beginningLarge: String {
        prefix { $0 != " " }.dropLast().contains(".") ? self : prefix(1).uppercased() + dropFirst()
    }
}
