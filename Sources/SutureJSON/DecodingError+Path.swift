extension DecodingError {
    /// Where the JSON does not fit, such as `commands[3].fields.device`; empty for the outermost value.
    package var path: String {
        switch self {
        case .keyNotFound(let key, let context): (context.codingPath + [key]).pathText
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.pathText
        @unknown default: ""
        }
    }

    /// What was expected there.
    package var reason: String {
        switch self {
        case .keyNotFound: "it is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.debugDescription
        @unknown default: "it does not fit"
        }
    }
}
