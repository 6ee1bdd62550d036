/// How large is what a reply shows. A message of the wire has room for any page that keeps to these.
///
/// They are for logs of the time before fields had a greatest length: what may be said today is far smaller.
package enum ReplyLimits {
    /// A text that takes more of a reply is cut, with a mark of its length.
    package static let textByteCountMax = 512 * 1024
    /// Behind so much of a row, or of an event, its other texts are cut to ``shortTextByteCountMax``.
    package static let rowByteCountMax = 4 * 1024 * 1024
    package static let shortTextByteCountMax = 1024
    /// A page ends behind the row with which it has so much; the lists of a record, or the sections of a
    /// report, have no more together.
    package static let pageByteCountMax = 8 * 1024 * 1024
    /// A section of a report has no more rows.
    package static let sectionRowCountMax = 10_000
    /// An event is sent as it is stored up to this size, by methods that send what is stored.
    package static let storedEventByteCountMax = 16 * 1024 * 1024 - 64 * 1024
}
