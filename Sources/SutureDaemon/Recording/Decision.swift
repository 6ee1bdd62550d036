import SutureDomain

/// What was decided about one command, before the commit.
enum Decision {
    /// An event at this position, and those after it if the command led to several.
    case recorded(first: Position)
    /// Recorded before at this position; possibly in the same batch.
    case duplicate(first: Position)
    /// A dry run: the event, or the first of several, would be this version of the stream, or was recorded as
    /// that by an earlier command of the same batch.
    case trial(StreamName, StreamVersion, isDuplicate: Bool = false)
}
